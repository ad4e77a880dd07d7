using System.Numerics;
using Lucid.Cpu.Simd;

namespace Lucid.Ops.Declaration;

/// <summary>Element types for which an op has a kernel.</summary>
[System.Flags]
public enum ElementTypes
{
    /// <summary>Half, bfloat16, single and double.</summary>
    Float = 1,
    /// <summary>All integers.</summary>
    Integer = 2,
    /// <summary>Truth values.</summary>
    Bool = 4,
    /// <summary>Both complex types.</summary>
    Complex = 8,
    /// <summary>Real numbers and integers.</summary>
    Real = Float | Integer,
    /// <summary>All numbers.</summary>
    Number = Real | Complex,
    /// <summary>Everything.</summary>
    All = Number | Bool,
}

/// <summary>What every pointwise op says of itself.</summary>
public interface IPointwise
{
    /// <summary>Element types with a kernel.</summary>
    static virtual ElementTypes Elements => ElementTypes.Float;

    /// <summary>
    /// The Metal Shading Language expression over <c>{0}</c>, <c>{1}</c>, ...; the GPU stream fuses it. Empty when there is none.
    /// </summary>
    static virtual string Expression => "";
}

/// <summary>An op of one operand, element by element.</summary>
public interface IUnaryPointwise : IPointwise, IUnaryOperator, IComplexUnaryOperator
{
    /// <summary>True when complex operands give real results: the real part of what the complex function returns.</summary>
    static virtual bool RealOfComplex => false;

    /// <inheritdoc/>
    Complex IComplexUnaryOperator.Invoke(Complex x) => throw new NotImplementedException("pointwise", "pointwise: no complex kernel");
}

/// <summary>An op of two operands, element by element, with broadcasting.</summary>
public interface IBinaryPointwise : IPointwise, IBinaryOperator, IComplexBinaryOperator
{
    /// <summary>False for rare ops: a number operand then becomes a 0-d tensor instead of having loops of its own.</summary>
    static virtual bool HasNumberLoops => true;

    /// <inheritdoc/>
    Complex IComplexBinaryOperator.Invoke(Complex x, Complex y) => throw new NotImplementedException("pointwise", "pointwise: no complex kernel");
}

/// <summary>An op of three operands, element by element, with broadcasting.</summary>
public interface ITernaryPointwise : IPointwise, ITernaryOperator, IComplexTernaryOperator
{
    /// <inheritdoc/>
    Complex IComplexTernaryOperator.Invoke(Complex x, Complex y, Complex z) => throw new NotImplementedException("pointwise", "pointwise: no complex kernel");
}

/// <summary>A comparison of two operands; the result is bool.</summary>
public interface IComparisonPointwise : IPointwise, IComparison, IComplexComparison
{
    /// <inheritdoc/>
    bool IComplexComparison.Invoke(Complex x, Complex y) => throw new NotImplementedException("pointwise", "pointwise: complex numbers have no order");
}
