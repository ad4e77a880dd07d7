using System.Numerics;

namespace Lucid.Cpu.Simd;

/// <summary>One output element from one input element. A struct may carry scalar parameters in fields.</summary>
/// <remarks>Half and BFloat16 elements arrive widened to float; bool elements arrive as bytes 0/1.</remarks>
public interface IUnaryOperator
{
    /// <summary>Rough cost of one element next to a plain addition; it sets how finely work is split over threads.</summary>
    static virtual int Cost => 1;

    /// <summary>Applies the function to every lane.</summary>
    Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged;
}

/// <summary>How an operator of two operands meets Half and BFloat16 elements, which it sees as float.</summary>
public enum SmallFloatLoop
{
    /// <summary>By blocks widened into a buffer, as any operator can.</summary>
    Blocks,

    /// <summary>Widened, computed and narrowed in registers: for a few instructions that many programs use.</summary>
    Registers,

    /// <summary>As <see cref="Registers"/>, and op(2^k x, 2^k y) is 2^k op(x, y): Half elements then need not be scaled.</summary>
    Homogeneous,
}

/// <summary>One output element from two input elements.</summary>
public interface IBinaryOperator
{
    /// <inheritdoc cref="IUnaryOperator.Cost"/>
    static virtual int Cost => 1;

    /// <summary>The loop over Half and BFloat16 elements.</summary>
    static virtual SmallFloatLoop SmallFloatLoop => SmallFloatLoop.Blocks;

    /// <summary>Applies the function to every pair of lanes.</summary>
    Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged;
}

/// <summary>One output element from three input elements.</summary>
public interface ITernaryOperator
{
    /// <inheritdoc cref="IUnaryOperator.Cost"/>
    static virtual int Cost => 1;

    /// <summary>Applies the function to every triple of lanes.</summary>
    Vector<T> Invoke<T>(Vector<T> x, Vector<T> y, Vector<T> z) where T : unmanaged;
}

/// <summary>A truth value from two input elements.</summary>
public interface IComparison
{
    /// <summary>Returns all bits set in the lanes where the relation holds and zero elsewhere.</summary>
    Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged;
}

/// <summary>A truth value from one input element, such as "is NaN".</summary>
public interface IPredicate
{
    /// <summary>Returns all bits set in the lanes where the property holds and zero elsewhere.</summary>
    Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged;
}

/// <summary>One complex element from one complex element, evaluated in double precision.</summary>
public interface IComplexUnaryOperator
{
    /// <summary>Applies the function.</summary>
    Complex Invoke(Complex x);
}

/// <summary>One complex element from two complex elements, evaluated in double precision.</summary>
public interface IComplexBinaryOperator
{
    /// <summary>Applies the function.</summary>
    Complex Invoke(Complex x, Complex y);
}

/// <summary>One complex element from three complex elements, evaluated in double precision.</summary>
public interface IComplexTernaryOperator
{
    /// <summary>Applies the function.</summary>
    Complex Invoke(Complex x, Complex y, Complex z);
}

/// <summary>A truth value from two complex elements.</summary>
public interface IComplexComparison
{
    /// <summary>Tells whether the relation holds.</summary>
    bool Invoke(Complex x, Complex y);
}

/// <summary>A real element from a complex element (modulus, angle, real part, imaginary part).</summary>
public interface IComplexToRealOperator
{
    /// <summary>Applies the function.</summary>
    double Invoke(Complex x);
}

/// <summary>outer(inner(x)) in one pass over memory.</summary>
/// <param name="inner">The function applied first.</param>
/// <param name="outer">The function applied to its result.</param>
public readonly struct Composed<TInner, TOuter>(TInner inner, TOuter outer) : IUnaryOperator
    where TInner : unmanaged, IUnaryOperator
    where TOuter : unmanaged, IUnaryOperator
{
    /// <inheritdoc/>
    public static int Cost => TInner.Cost + TOuter.Cost;

    /// <inheritdoc/>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => outer.Invoke(inner.Invoke(x));
}

/// <summary>outer(inner(x, y)) in one pass over memory.</summary>
/// <param name="inner">The function of two elements applied first.</param>
/// <param name="outer">The function applied to its result.</param>
public readonly struct ComposedBinary<TInner, TOuter>(TInner inner, TOuter outer) : IBinaryOperator
    where TInner : unmanaged, IBinaryOperator
    where TOuter : unmanaged, IUnaryOperator
{
    /// <inheritdoc/>
    public static int Cost => TInner.Cost + TOuter.Cost;

    /// <inheritdoc/>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => outer.Invoke(inner.Invoke(x, y));
}
