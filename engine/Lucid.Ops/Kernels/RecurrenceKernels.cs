using Lucid.Cpu.NN;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>One layer and direction of a recurrent network, float32 or float64, row-major; states are replaced.</summary>
internal readonly unsafe struct RecurrenceKernel(
    RecurrentCell cell, long[] sizes, bool reverse, Operand inputs, Operand weight, Operand newBias, Operand state, Operand cellState,
    Operand outputs, Operand kept) : IKernel
{
    public string Name => "recurrence";

    public void Run()
    {
        if (outputs.DType == DType.Float32) Run<float>();
        else Run<double>();
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in inputs);
        visitor.Read(in weight);
        if (newBias.Storage is not null) visitor.Read(in newBias);
        visitor.Write(in state);
        if (cellState.Storage is not null) visitor.Write(in cellState);
        visitor.Write(in outputs);
        if (kept.Storage is not null) visitor.Write(in kept);
    }

    private void Run<T>() where T : unmanaged
    {
        fixed (long* lengths = sizes)
        {
            Recurrence.Forward(Shape(cell, sizes.Length, lengths, reverse, in state), inputs.Pointer<T>(), weight.Pointer<T>(), Optional<T>(in newBias),
                state.Pointer<T>(), Optional<T>(in cellState), outputs.Pointer<T>(), Optional<T>(in kept));
        }
    }

    internal static T* Optional<T>(in Operand operand) where T : unmanaged => operand.Storage is null ? null : operand.Pointer<T>();

    internal static RecurrenceShape Shape(RecurrentCell cell, int steps, long* sizes, bool reverse, in Operand state) => new()
    {
        Cell = cell, Steps = steps, Batch = (nint)state.Sizes[0], Hidden = (nint)state.Sizes[1], Sizes = sizes, Reverse = reverse,
    };
}

/// <summary>Backward of <see cref="RecurrenceKernel"/>; the gradients of the states are replaced.</summary>
internal readonly unsafe struct RecurrenceBackwardKernel(
    RecurrentCell cell, long[] sizes, bool reverse, Operand gradient, Operand weight, Operand state, Operand cellState, Operand outputs, Operand kept,
    Operand slopes, Operand hiddenSlopes, Operand before, Operand stateGradient, Operand cellGradient) : IKernel
{
    public string Name => "recurrence_backward";

    public void Run()
    {
        if (outputs.DType == DType.Float32) Run<float>();
        else Run<double>();
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in gradient);
        visitor.Read(in weight);
        visitor.Read(in state);
        if (cellState.Storage is not null) visitor.Read(in cellState);
        visitor.Read(in outputs);
        visitor.Read(in kept);
        visitor.Write(in slopes);
        visitor.Write(in hiddenSlopes);
        visitor.Write(in before);
        visitor.Write(in stateGradient);
        if (cellGradient.Storage is not null) visitor.Write(in cellGradient);
    }

    private void Run<T>() where T : unmanaged
    {
        fixed (long* lengths = sizes)
        {
            Recurrence.Backward(RecurrenceKernel.Shape(cell, sizes.Length, lengths, reverse, in state), gradient.Pointer<T>(), weight.Pointer<T>(),
                state.Pointer<T>(), RecurrenceKernel.Optional<T>(in cellState), outputs.Pointer<T>(), kept.Pointer<T>(), slopes.Pointer<T>(),
                hiddenSlopes.Pointer<T>(), before.Pointer<T>(), stateGradient.Pointer<T>(), RecurrenceKernel.Optional<T>(in cellGradient));
        }
    }
}
