namespace Lucid.Streams;

/// <summary>
/// One unit of work with its operands and attributes: a struct, so that the eager stream runs it from the stack
/// and the deferred stream keeps a copy. The same kernel serves both, so they cannot disagree.
/// </summary>
public interface IKernel
{
    /// <summary>The op's registered name.</summary>
    string Name { get; }

    /// <summary>Computes on the processor, now.</summary>
    void Run();

    /// <summary>Shows each operand to the visitor: those read, then those written.</summary>
    void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor;
}

/// <summary>
/// A kernel whose result element depends on operand elements at the same index only. The deferred stream fuses
/// runs of these into one generated kernel.
/// </summary>
public interface IPointwiseKernel : IKernel
{
    /// <summary>The Metal Shading Language expression; <c>{0}</c>, <c>{1}</c>, ... stand for the operands read; null where there is none.</summary>
    string? Expression { get; }
}

/// <summary>Receives a kernel's operands.</summary>
public interface IOperandVisitor
{
    /// <summary>An operand that is read.</summary>
    void Read(in Operand operand);

    /// <summary>An operand that is written.</summary>
    void Write(in Operand operand);
}
