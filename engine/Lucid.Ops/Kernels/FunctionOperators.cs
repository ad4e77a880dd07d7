using System.Numerics;
using Lucid.Cpu.Loops;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Kernels;

/// <summary>
/// A rare function of one real number, called lane by lane: all such ops share one set of loops, so that another op costs
/// no machine code but its own.
/// </summary>
internal readonly unsafe struct UnaryFunction(delegate*<double, double> function) : IUnaryPointwise
{
    public static int Cost => 32;

    public static ElementTypes Elements => ElementTypes.Float;

    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged
    {
        T* lanes = (T*)&x;
        for (int i = 0; i < Vector<T>.Count; i++) lanes[i] = ElementCast.Cast<double, T>(function(ElementCast.Cast<T, double>(lanes[i])));
        return x;
    }
}

/// <summary>
/// A rare function of two real numbers, called lane by lane; families of functions take the variant, which says the member.
/// </summary>
internal readonly unsafe struct BinaryFunction(delegate*<double, double, int, double> function, int variant) : IBinaryPointwise
{
    public static bool HasNumberLoops => false;

    public static int Cost => 32;

    public static ElementTypes Elements => ElementTypes.Float;

    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged
    {
        T* a = (T*)&x, b = (T*)&y;
        for (int i = 0; i < Vector<T>.Count; i++)
            a[i] = ElementCast.Cast<double, T>(function(ElementCast.Cast<T, double>(a[i]), ElementCast.Cast<T, double>(b[i]), variant));
        return x;
    }
}

/// <summary>A rare function of two integers, carried out in 64 bits.</summary>
internal readonly unsafe struct IntegerFunction(delegate*<long, long, long> function) : IBinaryPointwise
{
    public static bool HasNumberLoops => false;

    public static int Cost => 16;

    public static ElementTypes Elements => ElementTypes.Integer;

    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged
    {
        T* a = (T*)&x, b = (T*)&y;
        for (int i = 0; i < Vector<T>.Count; i++)
            a[i] = ElementCast.Cast<long, T>(function(ElementCast.Cast<T, long>(a[i]), ElementCast.Cast<T, long>(b[i])));
        return x;
    }
}

/// <summary>A rare function of one complex number.</summary>
internal readonly unsafe struct ComplexFunction(delegate*<Complex, Complex> function) : IUnaryPointwise
{
    public static ElementTypes Elements => ElementTypes.Complex;

    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => x;

    public Complex Invoke(Complex x) => function(x);
}
