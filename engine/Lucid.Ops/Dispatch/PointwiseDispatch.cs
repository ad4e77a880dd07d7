using System;
using System.Runtime.CompilerServices;
using Lucid.Ops.Declaration;
using Lucid.Ops.Kernels;
using Lucid.Streams;
using PointwiseLoops = Lucid.Cpu.Loops.Pointwise;

namespace Lucid.Ops.Dispatch;

/// <summary>Checks, promotes, broadcasts and launches pointwise ops. Small contiguous float32 operands take a short way.</summary>
internal static unsafe class PointwiseDispatch
{
    internal static Tensor Unary<TOp>(TOp op, Tensor input, DTypeRule rule, string name, ThreadState state)
        where TOp : unmanaged, IUnaryPointwise
    {
        if (input.DType == DType.Float32 && input.IsContiguous && input.DeviceType == DeviceType.Cpu && (TOp.Elements & ElementTypes.Float) != 0)
        {
            Tensor result = Tensor.Allocate(input.Layout, DType.Float32, DeviceType.Cpu, state);
            PointwiseLoops.UnaryContiguous(op, input.Operand.Pointer<float>(), (float*)result.Storage.RawData, (nint)input.Count);
            return result;
        }
        return UnaryGeneral(PointwiseOperator.Unary(op), input, rule, name, state, null);
    }

    internal static Tensor UnaryInto<TOp>(TOp op, Tensor input, DTypeRule rule, string name, Tensor destination, ThreadState state)
        where TOp : unmanaged, IUnaryPointwise => UnaryGeneral(PointwiseOperator.Unary(op), input, rule, name, state, destination);

    internal static Tensor Binary<TOp>(TOp op, Tensor input, in TensorOrScalar other, DTypeRule rule, string name, ThreadState state)
        where TOp : unmanaged, IBinaryPointwise
    {
        if (other.Tensor is { } second && input.DType == DType.Float32 && second.DType == DType.Float32
            && input.IsContiguous && second.IsContiguous && input.Layout.SameSizes(second.Layout)
            && input.DeviceType == DeviceType.Cpu && second.DeviceType == DeviceType.Cpu && (TOp.Elements & ElementTypes.Float) != 0)
        {
            Tensor result = Tensor.Allocate(input.Layout, DType.Float32, DeviceType.Cpu, state);
            PointwiseLoops.BinaryContiguous(op, input.Operand.Pointer<float>(), second.Operand.Pointer<float>(),
                (float*)result.Storage.RawData, (nint)input.Count);
            return result;
        }
        return BinaryGeneral(PointwiseOperator.Binary(op), input, in other, rule, name, state, null);
    }

    internal static Tensor BinaryInto<TOp>(TOp op, Tensor input, in TensorOrScalar other, DTypeRule rule, string name, Tensor destination, ThreadState state)
        where TOp : unmanaged, IBinaryPointwise => BinaryGeneral(PointwiseOperator.Binary(op), input, in other, rule, name, state, destination);

    /// <summary>The form whose first operand may be the number.</summary>
    internal static Tensor Binary<TOp>(TOp op, in TensorOrScalar input, in TensorOrScalar other, DTypeRule rule, string name, ThreadState state)
        where TOp : unmanaged, IBinaryPointwise => input.Tensor is { } tensor
            ? Binary(op, tensor, in other, rule, name, state)
            : NumberFirst(PointwiseOperator.Binary(op), input.Scalar, other.Tensor, rule, name, state, null);

    internal static Tensor BinaryInto<TOp>(TOp op, in TensorOrScalar input, in TensorOrScalar other, DTypeRule rule, string name,
        Tensor destination, ThreadState state)
        where TOp : unmanaged, IBinaryPointwise => input.Tensor is { } tensor
            ? BinaryGeneral(PointwiseOperator.Binary(op), tensor, in other, rule, name, state, destination)
            : NumberFirst(PointwiseOperator.Binary(op), input.Scalar, other.Tensor, rule, name, state, destination);

    internal static Tensor Compare<TOp>(TOp op, Tensor input, in TensorOrScalar other, string name, ThreadState state)
        where TOp : unmanaged, IComparisonPointwise => CompareGeneral(PointwiseOperator.Comparison(op), input, in other, name, null, state);

    internal static Tensor CompareInto<TOp>(TOp op, Tensor input, in TensorOrScalar other, string name, Tensor? destination, ThreadState state)
        where TOp : unmanaged, IComparisonPointwise =>
        CompareGeneral(PointwiseOperator.Comparison(op), input, in other, name, destination, state);

    private static Tensor CompareGeneral(in PointwiseOperator op, Tensor input, in TensorOrScalar other, string name, Tensor? destination, ThreadState state)
    {
        DType type = Promotion.Of(input, in other, DTypeRule.Promote);
        Require(in op, type, name);
        NumberPlace place = other.Tensor is null ? NumberPlace.Second : NumberPlace.None;
        if (destination is null && Small(in op, input, other.Tensor, other.Scalar, place, type, DType.Bool, state) is { } small) return small;
        using TensorScope scope = TensorScope.Open(state);
        Layout shape = input.Layout;
        if (other.Tensor is { } second)
        {
            Devices.Same(name, input, second, "other");
            shape = Broadcasting.Common(input.Layout, second.Layout, name);
        }
        if (destination is not null && !destination.Layout.SameSizes(shape) && !ReferenceEquals(destination, input)) OutRules.Resize(destination, shape, name);
        bool direct = destination is { DType: DType.Bool } && destination.Layout.SameSizes(shape)
            && !Clashes(input, destination) && !Clashes(other.Tensor, destination);
        Tensor result = direct ? destination! : AllocateLike(shape, DType.Bool, ResultDevice(input, other), state, input, other.Tensor, null);
        Operand x = Broadcasting.Expand(Conversions.To(input, type).Operand, shape);
        Operand y = other.Tensor is { } tensor ? Broadcasting.Expand(Conversions.To(tensor, type).Operand, shape) : default;
        PointwiseKernel kernel = other.Tensor is null
            ? new(in op, name, x, other.Scalar, NumberPlace.Second, result.Operand) : new(in op, name, x, y, result.Operand);
        CommandStream.Submit(in kernel, result.DeviceType);
        return Finish(result, destination, name, scope);
    }

    internal static Tensor Ternary<TOp>(TOp op, Tensor x, Tensor y, Tensor z, DTypeRule rule, string name, ThreadState state)
        where TOp : unmanaged, ITernaryPointwise => TernaryGeneral(PointwiseOperator.Ternary(op), x, y, z, rule, name, null, state);

    internal static Tensor TernaryInto<TOp>(TOp op, Tensor x, Tensor y, Tensor z, DTypeRule rule, string name, Tensor? destination, ThreadState state)
        where TOp : unmanaged, ITernaryPointwise => TernaryGeneral(PointwiseOperator.Ternary(op), x, y, z, rule, name, destination, state);

    private static Tensor TernaryGeneral(in PointwiseOperator op, Tensor x, Tensor y, Tensor z, DTypeRule rule, string name, Tensor? destination,
        ThreadState state)
    {
        DType type = Promotion.Of(DTypes.Promote(Promotion.Of(x, y, rule), z.DType), rule);
        Require(in op, type, name);
        Devices.Same(name, x, y, "second operand");
        Devices.Same(name, x, z, "third operand");
        using TensorScope scope = TensorScope.Open(state);
        Layout shape = Broadcasting.Common(Broadcasting.Common(x.Layout, y.Layout, name), z.Layout, name);
        Tensor result = Target(destination, shape, type, x, y, z, x.DeviceType, name, state);
        CommandStream.Submit(new PointwiseKernel(in op, name,
            Broadcasting.Expand(Conversions.To(x, type).Operand, shape), Broadcasting.Expand(Conversions.To(y, type).Operand, shape),
            Broadcasting.Expand(Conversions.To(z, type).Operand, shape), result.Operand), result.DeviceType);
        return Finish(result, destination, name, scope);
    }

    private static Tensor UnaryGeneral(in PointwiseOperator op, Tensor input, DTypeRule rule, string name, ThreadState state, Tensor? destination)
    {
        DType type = Promotion.Of(input.DType, rule);
        Require(in op, type, name);
        DType resultType = op.RealOfComplex ? type.ToReal() : type;
        if (destination is null && Small(in op, input, null, default, NumberPlace.None, type, resultType, state) is { } small) return small;
        using TensorScope scope = TensorScope.Open(state);
        if (resultType != type && ReferenceEquals(destination, input))
            throw new LucidException(name, $"{name}: In-place {name} is not supported for complex tensors: the result is real.");
        Tensor result = Target(destination, input.Layout, resultType, input, null, null, input.DeviceType, name, state);
        CommandStream.Submit(new PointwiseKernel(in op, name, Conversions.To(input, type).Operand, result.Operand), result.DeviceType);
        return Finish(result, destination, name, scope);
    }

    private static Tensor BinaryGeneral(in PointwiseOperator op, Tensor input, in TensorOrScalar other, DTypeRule rule, string name,
        ThreadState state, Tensor? destination)
    {
        DType type = Promotion.Of(input, in other, rule);
        Require(in op, type, name);
        if (destination is null && (other.Tensor is not null || op.HasNumberLoops)
            && Small(in op, input, other.Tensor, other.Scalar, other.Tensor is null ? NumberPlace.Second : NumberPlace.None, type, type, state) is { } small)
            return small;
        using TensorScope scope = TensorScope.Open(state);
        if (other.Tensor is null && !op.HasNumberLoops)
        {
            Tensor made = BinaryGeneral(in op, input, TensorFunctions.Full([], other.Scalar, type, input.Device), rule, name, state, destination);
            return destination is null ? scope.Escape(made) : made;
        }
        if (other.Tensor is not { } second)
        {
            Tensor target = Target(destination, input.Layout, type, input, null, null, input.DeviceType, name, state);
            CommandStream.Submit(new PointwiseKernel(in op, name, Conversions.To(input, type).Operand, other.Scalar, NumberPlace.Second,
                target.Operand), target.DeviceType);
            return Finish(target, destination, name, scope);
        }
        Devices.Same(name, input, second, "other");
        Layout shape = Broadcasting.Common(input.Layout, second.Layout, name);
        DeviceType device = ResultDevice(input, other);
        Tensor result = Target(destination, shape, type, input, second, null, device, name, state);
        Operand x = Broadcasting.Expand(Conversions.To(Devices.Move(input, device), type).Operand, shape);
        Operand y = Broadcasting.Expand(Conversions.To(Devices.Move(second, device), type).Operand, shape);
        CommandStream.Submit(new PointwiseKernel(in op, name, x, y, result.Operand), device);
        return Finish(result, destination, name, scope);
    }

    private static Tensor NumberFirst(in PointwiseOperator op, Scalar number, Tensor? tensor, DTypeRule rule, string name, ThreadState state,
        Tensor? destination)
    {
        if (tensor is null) throw new ArgumentValueException(name, $"{name}: at least one operand must be a tensor");
        DType type = Promotion.Of(tensor, number, rule);
        Require(in op, type, name);
        if (destination is null && op.HasNumberLoops && Small(in op, tensor, null, number, NumberPlace.First, type, type, state) is { } small) return small;
        using TensorScope scope = TensorScope.Open(state);
        if (!op.HasNumberLoops)
        {
            Tensor first = Conversions.To(TensorFunctions.Full([], number, type, tensor.Device).BroadcastTo(tensor.Shape), type);
            Tensor made = BinaryGeneral(in op, first, tensor, rule, name, state, destination);
            return destination is null ? scope.Escape(made) : made;
        }
        Tensor result = Target(destination, tensor.Layout, type, tensor, null, null, tensor.DeviceType, name, state);
        CommandStream.Submit(new PointwiseKernel(in op, name, Conversions.To(tensor, type).Operand, number, NumberPlace.First, result.Operand),
            result.DeviceType);
        return Finish(result, destination, name, scope);
    }

    // The short way for few dense elements of the type computed in, on the processor: no plan, no kernel to submit.
    private static Tensor? Small(in PointwiseOperator op, Tensor x, Tensor? y, in Scalar number, NumberPlace place, DType type, DType resultType,
        ThreadState state)
    {
        if (x.DType != type || !x.IsContiguous || x.DeviceType != DeviceType.Cpu) return null;
        if (y is not null && (y.DType != type || !y.IsContiguous || y.DeviceType != DeviceType.Cpu || !x.Layout.SameSizes(y.Layout))) return null;
        Cpu.Loops.PointwiseLoop loop = op.Find(type);
        if (!PointwiseLoops.IsSmall(loop, (nint)x.Count)) return null;
        Tensor result = Tensor.Allocate(x.Layout, resultType, DeviceType.Cpu, state);
        OperatorAttributes attributes = op.Attributes;
        byte* element = stackalloc byte[16];
        if (place != NumberPlace.None) ScalarElements.Write(number, type, element);
        PointwiseKernel.RunDense(loop, &attributes, x.Operand.Bytes, y is null ? null : y.Operand.Bytes, element, place, result.Storage.RawData,
            (nint)x.Count);
        return result;
    }

    private static void Require(in PointwiseOperator op, DType type, string name)
    {
        if (!ElementSwitch.Contains(op.Elements, type)) throw ElementSwitch.Unsupported(type, name);
    }

    // A 0-d tensor of the processor joins tensors of the GPU device, as in PyTorch.
    private static DeviceType ResultDevice(Tensor input, in TensorOrScalar other) =>
        other.Tensor is { } second && input.DeviceType == DeviceType.Cpu && input.Rank == 0 ? second.DeviceType : input.DeviceType;

    // Where to compute: in the destination itself when it fits, else in a fresh tensor that Finish copies.
    private static Tensor Target(Tensor? destination, Layout shape, DType type, Tensor first, Tensor? second, Tensor? third,
        DeviceType device, string name, ThreadState state)
    {
        if (destination is null) return AllocateLike(shape, type, device, state, first, second, third);
        if (!DTypes.CanCast(type, destination.DType))
            throw new DtypeMismatchException(name, "the destination", $"able to hold the result type {type.Name()}",
                destination.DType.Name(), "Use the out-of-place form, or convert the destination first.");
        if (!destination.Layout.SameSizes(shape))
        {
            if (ReferenceEquals(destination, first))
                throw new ShapeMismatchException(name,
                    $"{name}: output with shape {destination.Layout} doesn't match the broadcast shape {shape}.", "input",
                    shape.ToString(), destination.Layout.ToString());
            OutRules.Resize(destination, shape, name);
        }
        bool fits = destination.DType == type && destination.DeviceType == device && destination.Layout.IsNonOverlapping()
            && !Clashes(first, destination) && !Clashes(second, destination) && !Clashes(third, destination);
        return fits ? destination : AllocateLike(shape, type, device, state, first, second, third);
    }

    // Reading what was just written: the operand shares memory with the destination, but not element for element.
    private static bool Clashes(Tensor? operand, Tensor destination) =>
        operand is not null && ReferenceEquals(operand.Storage, destination.Storage)
        && !(operand.Offset == destination.Offset && operand.DType == destination.DType
            && operand.Layout.SameSizes(destination.Layout) && operand.Layout.Strides.SequenceEqual(destination.Layout.Strides));

    // Operands that are not row-major (a transpose, say) pass their order on to the result.
    private static Tensor AllocateLike(Layout shape, DType type, DeviceType device, ThreadState state, Tensor first, Tensor? second, Tensor? third) =>
        Tensor.AllocateDense(ResultOrder.Of(shape, first, second, third), type, device, state);

    private static Tensor Finish(Tensor result, Tensor? destination, string name, in TensorScope scope)
    {
        if (destination is null) return scope.Escape(result);
        if (!ReferenceEquals(result, destination)) InPlaceRules.Write(destination, result, name);
        return destination;
    }
}
