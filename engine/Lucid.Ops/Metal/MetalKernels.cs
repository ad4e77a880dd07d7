using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Msl;
using Lucid.Graph;
using Lucid.Ops.Dispatch;
using Lucid.Streams;

namespace Lucid.Ops.Metal;

/// <summary>Runs kernels written in the Metal Shading Language on tensors, on whichever driver this machine has.</summary>
public static unsafe class MetalKernels
{
    private const string Op = "run_kernel";

    /// <summary>Compiled kernels held for the next call.</summary>
    public static int CachedKernels => KernelCache.Count;

    /// <summary>Drops compiled kernels that are not running.</summary>
    public static void ClearCache() => KernelCache.Clear();

    /// <summary>
    /// Runs one kernel now, after all recorded work, and returns its outputs. Inputs, then outputs, bind to the kernel's buffers in
    /// the order of their indices. Outputs start as zeros and lie on the inputs' device ("metal" where no input is a tensor).
    /// </summary>
    /// <param name="source">Metal Shading Language source.</param>
    /// <param name="kernel">The kernel's name in it.</param>
    /// <param name="inputs">Tensors bind as buffers (made contiguous where they are not), numbers as constants of the declared type.
    /// What a kernel writes to an input that it does not declare const changes the tensor.</param>
    /// <param name="outputs">Shapes and element types of the outputs.</param>
    /// <param name="launch">Grid and threadgroup; by default one thread per element of the first output.</param>
    /// <exception cref="KernelCompileException">The source is not valid; the message holds the diagnostics.</exception>
    /// <exception cref="DispatchException">There is no such kernel, or arguments and parameters differ in number.</exception>
    /// <exception cref="DtypeMismatchException">A tensor or number does not fit its parameter's type.</exception>
    /// <exception cref="DeviceMismatchException">Inputs lie on different devices.</exception>
    /// <exception cref="KernelFaultException">The checked Host driver found a fault; outputs are dropped.</exception>
    public static Tensor[] Run(
        string source, string kernel, ReadOnlySpan<KernelInput> inputs, ReadOnlySpan<KernelOutput> outputs, KernelLaunch? launch = null) =>
        Run(new KernelSource(source), kernel, inputs, outputs, launch);

    /// <summary>The same for a source with a file name, which messages show, and files that it may include.</summary>
    public static Tensor[] Run(
        KernelSource source, string kernel, ReadOnlySpan<KernelInput> inputs, ReadOnlySpan<KernelOutput> outputs, KernelLaunch? launch = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(kernel);
        launch ??= KernelLaunch.Default;
        if (outputs.Length == 0) throw new ArgumentValueException(Op, "run_kernel: at least one output is needed", "output_shape");
        DeviceType device = DeviceOf(inputs);
        CompiledKernel compiled = KernelCache.Take(source, kernel, launch.FunctionConstants);
        try
        {
            using TensorScope scope = TensorScope.Open();
            using GradMode off = GradMode.Off();
            return new Call(compiled, launch, device).Run(inputs, outputs, scope);
        }
        finally
        {
            KernelCache.Return(compiled);
        }
    }

    private static DeviceType DeviceOf(ReadOnlySpan<KernelInput> inputs)
    {
        Tensor? first = null;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Tensor is not { } tensor) continue;
            if (tensor.RequiresGrad && GradMode.Enabled)
                throw new LucidException(Op,
                    $"run_kernel: input {i} requires grad, but a kernel has no derivative. Wrap the call in a lucid.autograd.Function whose backward "
                    + "gives it one, or pass a detached tensor (x.detach()) or call it under lucid.no_grad()");
            if (tensor.Level != 0)
                throw new NotImplementedException(Op,
                    $"run_kernel: input {i} belongs to a function transform (vmap or jvp), which cannot look into a kernel. Wrap the call in a "
                    + "lucid.autograd.Function that has vmap or jvp");
            first ??= tensor;
            if (tensor.DeviceType != first.DeviceType) throw new DeviceMismatchException(Op, $"input {i}", first.Device, tensor.Device);
        }
        return first?.DeviceType ?? DeviceType.Metal;
    }

    /// <summary>One call: what it binds, and what must be given back.</summary>
    private sealed class Call(CompiledKernel compiled, KernelLaunch launch, DeviceType device)
    {
        private readonly List<KernelArgument> _arguments = [];
        private readonly List<BoundTensor> _bound = [];
        private readonly List<(Tensor Target, Tensor Copy)> _copiesBack = [];
        private readonly IDevice _device = DriverSelection.Current;

        internal Tensor[] Run(ReadOnlySpan<KernelInput> inputs, ReadOnlySpan<KernelOutput> outputs, TensorScope scope)
        {
            List<KernelParameter> buffers = Buffers(inputs.Length, outputs.Length);
            var (grid, threads) = LaunchSizes.Of(compiled, launch, outputs[0].Shape);
            var dense = new Tensor?[inputs.Length];
            for (int i = 0; i < inputs.Length; i++)
                if (inputs[i].Tensor is { } tensor) dense[i] = Dense(i, tensor, buffers[i]);
            // Recorded work comes first, so that the program's order holds.
            CommandStream.FlushAll();
            var results = new Tensor[outputs.Length];
            for (int i = 0; i < results.Length; i++) results[i] = MakeOutput(i, outputs[i], buffers[inputs.Length + i]);
            try
            {
                for (int i = 0; i < inputs.Length; i++) BindInput(i, inputs[i], dense[i], buffers[i]);
                for (int i = 0; i < results.Length; i++) Bind(results[i], buffers[inputs.Length + i], read: false, written: true);
                if (grid.Count > 0)
                {
                    _device.Dispatch(compiled.Kernel, CollectionsMarshal.AsSpan(_arguments), grid, threads);
                    _device.Synchronize();
                    foreach (BoundTensor bound in _bound) bound.Finish();
                }
            }
            finally
            {
                foreach (BoundTensor bound in _bound) bound.Dispose();
            }
            foreach (var (target, copy) in _copiesBack) target.CopyInPlace(copy);
            for (int i = 0; i < results.Length; i++) results[i] = scope.Escape(results[i]);
            return results;
        }

        /// <summary>The kernel's buffers by index, one for each argument; threadgroup memory is bound on the way.</summary>
        private List<KernelParameter> Buffers(int inputs, int outputs)
        {
            var buffers = new List<KernelParameter>();
            var shared = new List<KernelParameter>();
            foreach (KernelParameter parameter in compiled.Parameters)
                switch (parameter.Kind)
                {
                    case KernelParameterKind.Buffer: buffers.Add(parameter); break;
                    case KernelParameterKind.Threadgroup: shared.Add(parameter); break;
                    case KernelParameterKind.Texture or KernelParameterKind.Sampler:
                        throw new NotImplementedException(Op,
                            $"run_kernel: parameter '{parameter}' is a {parameter.Kind.ToString().ToLowerInvariant()}, which tensors cannot be bound to; "
                            + $"read from a buffer instead. The kernel is declared as: {compiled.Signature}");
                }
            if (buffers.Count != inputs + outputs)
                throw new DispatchException(
                    $"run_kernel: kernel '{compiled.Kernel.Name}' takes {buffers.Count} buffers, but {inputs} inputs and {outputs} outputs "
                    + $"make {inputs + outputs}. The kernel is declared as: {compiled.Signature}");
            if (launch.ThreadgroupMemory.Count != shared.Count)
                throw new DispatchException(
                    $"run_kernel: threadgroup_memory must give the bytes of {shared.Count} threadgroup parameters, but gives {launch.ThreadgroupMemory.Count}. "
                    + $"The kernel is declared as: {compiled.Signature}");
            buffers.Sort(static (a, b) => a.Index.CompareTo(b.Index));
            shared.Sort(static (a, b) => a.Index.CompareTo(b.Index));
            for (int i = 0; i < shared.Count; i++)
            {
                int bytes = launch.ThreadgroupMemory[i];
                if (bytes is < 1 or > 1 << 20)
                    throw new ArgumentValueException(Op,
                        $"run_kernel: threadgroup_memory must be between 1 and {1 << 20} bytes, but is {bytes}", "threadgroup_memory");
                _arguments.Add(KernelArgument.Threadgroup(shared[i].Index, bytes));
            }
            return buffers;
        }

        private Tensor Dense(int index, Tensor tensor, KernelParameter parameter)
        {
            KernelTypes.Check($"input {index}", parameter, tensor.DType, compiled.Signature);
            if (parameter.IsReference && tensor.Count * tensor.DType.ItemSize() < parameter.Bytes)
                throw new ShapeMismatchException(Op,
                    $"run_kernel: input {index} holds {tensor.Count * tensor.DType.ItemSize()} bytes, but '{parameter}' refers to {parameter.Bytes}. "
                    + $"The kernel is declared as: {compiled.Signature}", $"input {index}");
            if (tensor.IsContiguous) return tensor;
            Tensor dense = Conversions.ToContiguous(tensor);
            if (parameter.IsWritable && !IsExpanded(tensor)) _copiesBack.Add((tensor, dense));
            return dense;
        }

        private static bool IsExpanded(Tensor tensor)
        {
            for (int i = 0; i < tensor.Rank; i++)
                if (tensor.Layout.Strides[i] == 0 && tensor.Shape[i] > 1) return true;
            return false;
        }

        private Tensor MakeOutput(int index, KernelOutput output, KernelParameter parameter)
        {
            if (!parameter.IsWritable)
                throw new DispatchException(
                    $"run_kernel: output {index} is bound to '{parameter}', which the kernel cannot write to. Inputs come first, then outputs, in the order of "
                    + $"the buffers' indices. The kernel is declared as: {compiled.Signature}");
            DType dtype = output.DType ?? KernelTypes.Natural(parameter.Element)
                ?? throw new DtypeMismatchException(Op, $"the type of output {index}", "given with output_dtype", "left out",
                    $"'{parameter}' does not say it. The kernel is declared as: {compiled.Signature}");
            KernelTypes.Check($"output {index}", parameter, dtype, compiled.Signature);
            Tensor result = Tensor.Allocate(Layout.Contiguous(output.Shape, Op), dtype, device);
            if (result.Count > 0) NativeMemory.Clear(result.Storage.RawData, (nuint)(result.Count * dtype.ItemSize()));
            return result;
        }

        private void BindInput(int index, KernelInput input, Tensor? dense, KernelParameter parameter)
        {
            if (dense is not null)
            {
                Bind(dense, parameter, read: true, parameter.IsWritable);
                if (parameter.IsWritable && ReferenceEquals(dense, input.Tensor)) dense.BumpVersion();
                return;
            }
            if (parameter.IsWritable)
                throw new DispatchException(
                    $"run_kernel: input {index} is a constant, but the kernel may write to '{parameter}'. Declare it 'constant' or "
                    + $"const, or pass a tensor. The kernel is declared as: {compiled.Signature}");
            byte[] bytes = input.Bytes ?? ConstantBytes.Of(parameter, input.Numbers ?? [], compiled.Signature);
            if (bytes.Length == 0 || parameter.IsReference && bytes.Length < parameter.Bytes)
                throw new ShapeMismatchException(Op,
                    $"run_kernel: input {index} holds {bytes.Length} bytes, but '{parameter}' refers to {parameter.Bytes}. "
                    + $"The kernel is declared as: {compiled.Signature}", $"input {index}");
            _arguments.Add(KernelArgument.Bytes(parameter.Index, bytes));
        }

        private void Bind(Tensor tensor, KernelParameter parameter, bool read, bool written)
        {
            var bound = new BoundTensor(_device, tensor, read, written);
            _bound.Add(bound);
            _arguments.Add(KernelArgument.Buffer(parameter.Index, bound.Buffer));
        }
    }
}
