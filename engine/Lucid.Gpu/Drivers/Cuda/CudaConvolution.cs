using System;
using System.Collections.Generic;
using System.Threading;
using Lucid.Gpu.Drivers.Cuda.Native;

namespace Lucid.Gpu.Drivers.Cuda;

/// <summary>What a convolution call computes; the other two arrays are read.</summary>
public enum ConvolutionDirection
{
    /// <summary>The output, from input and weight.</summary>
    Forward,
    /// <summary>The input's gradient, from weight and the output's gradient.</summary>
    InputGradient,
    /// <summary>The weight's gradient, from input and the output's gradient.</summary>
    WeightGradient,
}

/// <summary>
/// A convolution over two or three spatial dimensions, all arrays row-major: input (N, C, spatial...), weight (K, C / Groups, window...),
/// output (N, K, spatial...). Sums are float32.
/// </summary>
/// <param name="Type">The arrays' element type.</param>
/// <param name="Input">Sizes of the input.</param>
/// <param name="Weight">Sizes of the weight.</param>
/// <param name="Stride">Step of the window in each spatial dimension.</param>
/// <param name="Padding">Zeros before and after each spatial dimension.</param>
/// <param name="Dilation">Step within the window in each spatial dimension.</param>
/// <param name="Groups">Groups of channels that do not meet.</param>
public sealed record ConvolutionShape(MatmulType Type, int[] Input, int[] Weight, int[] Stride, int[] Padding, int[] Dilation, int Groups = 1)
{
    /// <summary>Sizes of the output.</summary>
    public int[] Output()
    {
        var sizes = new int[Input.Length];
        sizes[0] = Input[0];
        sizes[1] = Weight[0];
        for (int d = 2; d < sizes.Length; d++)
            sizes[d] = (Input[d] + 2 * Padding[d - 2] - Dilation[d - 2] * (Weight[d] - 1) - 1) / Stride[d - 2] + 1;
        return sizes;
    }
}

/// <summary>Convolutions by cuDNN on a device's stream; they can be recorded into graphs.</summary>
public sealed unsafe class CudaConvolution : IDisposable
{
    private const int Candidates = 8;
    private const long MostWorkspace = 256L << 20;
    private readonly CudaDevice _device;
    private readonly ConvolutionApi _api;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Plan> _plans = [];
    private nint _handle;
    private CudaBuffer? _workspace;

    private sealed record Plan(nint Input, nint Weight, nint Output, nint Convolution, int Algorithm, long Workspace);

    internal CudaConvolution(CudaDevice device, CudaOptions options)
    {
        _device = device;
        _api = ConvolutionApi.Load(options.ConvolutionLibrary);
        device.Context.Bind();
        nint handle = 0;
        Check(_api.Create(&handle), "cudnnCreate");
        _handle = handle;
        Check(_api.SetStream(handle, device.Context.Stream), "cudnnSetStream");
    }

    /// <summary>Starts a convolution or one of its derivatives, in order with the device's other work.</summary>
    /// <exception cref="DispatchException">Sizes or buffers do not fit.</exception>
    /// <exception cref="CudaException">cuDNN refuses.</exception>
    public void Run(ConvolutionDirection direction, ConvolutionShape shape, IBuffer input, IBuffer weight, IBuffer output)
    {
        ArgumentNullException.ThrowIfNull(shape);
        int[] sizes = Checked(shape);
        int size = shape.Type is MatmulType.Float16 or MatmulType.BFloat16 ? 2 : 4;
        ulong x = Address(input, shape.Input, size), w = Address(weight, shape.Weight, size), y = Address(output, sizes, size);
        lock (_lock)
        {
            if (_handle == 0) throw new DispatchException("convolution: the device was disposed of");
            _device.Context.Bind();
            string key = $"{direction} {shape.Type} {string.Join(",", shape.Input)} {string.Join(",", shape.Weight)} {string.Join(",", shape.Stride)} "
                + $"{string.Join(",", shape.Padding)} {string.Join(",", shape.Dilation)} {shape.Groups}";
            if (!_plans.TryGetValue(key, out Plan? plan)) _plans[key] = plan = Prepare(direction, shape, sizes);
            if (plan.Workspace > (_workspace?.Bytes ?? 0))
            {
                _workspace?.Dispose();
                _workspace = new CudaBuffer(_device.Context, plan.Workspace, clear: false);
            }
            float one = 1, zero = 0;
            ulong scratch = _workspace?.GpuAddress ?? 0;
            nuint bytes = (nuint)plan.Workspace;
            int code = direction switch
            {
                ConvolutionDirection.Forward => _api.Forward.Run(_handle, &one, plan.Input, x, plan.Weight, w, plan.Convolution, plan.Algorithm, scratch, bytes, &zero, plan.Output, y),
                ConvolutionDirection.InputGradient =>
                    _api.InputGradient.Run(_handle, &one, plan.Weight, w, plan.Output, y, plan.Convolution, plan.Algorithm, scratch, bytes, &zero, plan.Input, x),
                _ => _api.WeightGradient.Run(_handle, &one, plan.Input, x, plan.Output, y, plan.Convolution, plan.Algorithm, scratch, bytes, &zero, plan.Weight, w),
            };
            Check(code, "cudnnConvolution" + direction);
        }
    }

    private static int[] Checked(ConvolutionShape shape)
    {
        int rank = shape.Input.Length, spatial = rank - 2;
        if (rank is not (4 or 5) || shape.Weight.Length != rank || shape.Stride.Length != spatial || shape.Padding.Length != spatial || shape.Dilation.Length != spatial)
            throw new DispatchException($"convolution: input has {rank} sizes, weight {shape.Weight.Length}; both need 4 or 5, and stride, padding and dilation two less");
        if (shape.Groups < 1 || shape.Input[1] != shape.Weight[1] * shape.Groups || shape.Weight[0] % shape.Groups != 0)
            throw new DispatchException($"convolution: {shape.Input[1]} input channels and {shape.Weight[0]} output channels do not fit a weight of {shape.Weight[1]} "
                + $"channels in {shape.Groups} groups");
        for (int d = 0; d < spatial; d++)
            if (shape.Stride[d] < 1 || shape.Dilation[d] < 1 || shape.Padding[d] < 0)
                throw new DispatchException($"convolution: stride {shape.Stride[d]}, padding {shape.Padding[d]} or dilation {shape.Dilation[d]} is not valid");
        int[] output = shape.Output();
        foreach (int size in (int[])[.. shape.Input, .. shape.Weight, .. output])
            if (size < 1) throw new DispatchException("convolution: an array is empty; cuDNN takes none");
        return output;
    }

    private ulong Address(IBuffer buffer, int[] sizes, int size)
    {
        CudaBuffer own = _device.Own(buffer);
        long count = 1;
        foreach (int one in sizes) count *= one;
        own.CheckRange(count * size, 0);
        return own.GpuAddress;
    }

    private Plan Prepare(ConvolutionDirection direction, ConvolutionShape shape, int[] sizes)
    {
        nint x = 0, y = 0, w = 0, convolution = 0;
        try
        {
            return Describe(direction, shape, sizes, ref x, ref y, ref w, ref convolution);
        }
        catch
        {
            if (x != 0) _api.TensorDestroy(x);
            if (y != 0) _api.TensorDestroy(y);
            if (w != 0) _api.FilterDestroy(w);
            if (convolution != 0) _api.ConvolutionDestroy(convolution);
            throw;
        }
    }

    private Plan Describe(ConvolutionDirection direction, ConvolutionShape shape, int[] sizes, ref nint x, ref nint y, ref nint w, ref nint convolution)
    {
        int element = shape.Type switch { MatmulType.Float16 => ConvolutionApi.Float16, MatmulType.BFloat16 => ConvolutionApi.BFloat16, _ => ConvolutionApi.Float32 };
        int math = shape.Type == MatmulType.Float32 ? ConvolutionApi.FusedMultiplyAddMath : ConvolutionApi.TensorMath;
        Tensor(element, shape.Input, ref x);
        Tensor(element, sizes, ref y);
        fixed (nint* made = &w) Check(_api.FilterCreate(made), "cudnnCreateFilterDescriptor");
        fixed (int* dimensions = shape.Weight)
            Check(_api.FilterSet(w, element, ConvolutionApi.ChannelsFirst, shape.Weight.Length, dimensions), "cudnnSetFilterNdDescriptor");
        fixed (nint* made = &convolution) Check(_api.ConvolutionCreate(made), "cudnnCreateConvolutionDescriptor");
        fixed (int* padding = shape.Padding, stride = shape.Stride, dilation = shape.Dilation)
            Check(_api.ConvolutionSet(convolution, shape.Stride.Length, padding, stride, dilation, ConvolutionApi.CrossCorrelation, ConvolutionApi.Float32),
                "cudnnSetConvolutionNdDescriptor");
        Check(_api.SetGroups(convolution, shape.Groups), "cudnnSetConvolutionGroupCount");
        Check(_api.SetMath(convolution, math), "cudnnSetConvolutionMathType");

        (ConvolutionApi.Direction calls, nint first, nint second, nint third) = direction switch
        {
            ConvolutionDirection.Forward => (_api.Forward, x, w, y),
            ConvolutionDirection.InputGradient => (_api.InputGradient, w, y, x),
            _ => (_api.WeightGradient, x, y, w),
        };
        var found = new ConvolutionApi.Performance[Candidates];
        int count = 0;
        fixed (ConvolutionApi.Performance* to = found)
            Check(calls.Choose(_handle, first, second, convolution, third, Candidates, &count, to), $"cudnnGetConvolution{direction}Algorithm_v7");
        for (int i = 0; i < count; i++)
        {
            if (found[i].Status != 0 || found[i].Math != math) continue;
            nuint bytes = 0;
            int code = calls.Workspace(_handle, first, second, convolution, third, found[i].Algorithm, &bytes);
            if (code == 0 && (long)bytes <= MostWorkspace) return new Plan(x, w, y, convolution, found[i].Algorithm, (long)bytes);
        }
        throw new CudaException("cudnnGetConvolutionAlgorithm", 0, "CUDNN_STATUS_NOT_SUPPORTED", "no algorithm for these sizes");
    }

    private void Tensor(int element, int[] sizes, ref nint descriptor)
    {
        fixed (nint* made = &descriptor) Check(_api.TensorCreate(made), "cudnnCreateTensorDescriptor");
        int[] strides = new int[sizes.Length];
        for (int d = sizes.Length - 1, step = 1; d >= 0; step *= sizes[d--]) strides[d] = step;
        fixed (int* dimensions = sizes, steps = strides) Check(_api.TensorSet(descriptor, element, sizes.Length, dimensions, steps), "cudnnSetTensorNdDescriptor");
    }

    private void Check(int code, string call)
    {
        if (code != 0) throw new CudaException(call, code, _api.Text(code), "see the documentation of cuDNN");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_handle == 0) return;
            foreach (Plan plan in _plans.Values)
            {
                _api.TensorDestroy(plan.Input);
                _api.TensorDestroy(plan.Output);
                _api.FilterDestroy(plan.Weight);
                _api.ConvolutionDestroy(plan.Convolution);
            }
            _plans.Clear();
            _api.Destroy(_handle);
            _handle = 0;
            _workspace?.Dispose();
        }
    }
}
