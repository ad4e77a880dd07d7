using Lucid.Cpu.Random;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Fills a row-major float64 tensor with random numbers, each with parameters of its own.</summary>
internal readonly unsafe struct DrawKernel(DrawKind kind, ulong seed, ulong offset, Operand first, Operand second, Operand target) : IKernel
{
    public string Name => "random_draw";

    public void Run() =>
        ElementDistributions.Fill(kind, first.Pointer<double>(), second.Pointer<double>(), target.Pointer<double>(), (nint)target.Count, seed, offset);

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in first);
        visitor.Read(in second);
        visitor.Write(in target);
    }
}

/// <summary>Draws indices in proportion to the rows of a row-major float64 matrix.</summary>
internal readonly unsafe struct CategoryKernel(bool replacement, ulong seed, ulong offset, Operand weights, Operand target) : IKernel
{
    public string Name => "multinomial";

    public void Run()
    {
        long samples = target.Layout[target.Layout.Rank - 1];
        long categories = weights.Layout[weights.Layout.Rank - 1];
        long rows = samples == 0 ? 0 : target.Count / samples;
        Categories.Draw(weights.Pointer<double>(), (nint)rows, (nint)categories, target.Pointer<long>(), (nint)samples, replacement, seed, offset);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in weights);
        visitor.Write(in target);
    }
}
