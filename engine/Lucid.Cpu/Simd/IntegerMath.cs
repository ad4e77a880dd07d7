using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lucid.Cpu.Simd;

/// <summary>Integer division and powers, lane by lane; a zero divisor gives 0 instead of a processor fault.</summary>
internal static unsafe class IntegerMath
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector<T> FloorDivide<T>(Vector<T> x, Vector<T> y) where T : unmanaged => Apply(x, y, 0);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector<T> Remainder<T>(Vector<T> x, Vector<T> y) where T : unmanaged => Apply(x, y, 1);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector<T> Fmod<T>(Vector<T> x, Vector<T> y) where T : unmanaged => Apply(x, y, 2);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector<T> Pow<T>(Vector<T> x, Vector<T> y) where T : unmanaged => Apply(x, y, 3);

    /// <summary>Quotient toward zero.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector<T> TruncateDivide<T>(Vector<T> x, Vector<T> y) where T : unmanaged => Apply(x, y, 4);

    private static Vector<T> Apply<T>(Vector<T> x, Vector<T> y, int operation) where T : unmanaged
    {
        T* a = (T*)&x, b = (T*)&y;
        for (int i = 0; i < Vector<T>.Count; i++)
            a[i] = Loops.ElementCast.Cast<long, T>(One(Loops.ElementCast.Cast<T, long>(a[i]), Loops.ElementCast.Cast<T, long>(b[i]), operation));
        return x;
    }

    private static long One(long a, long b, int operation)
    {
        if (operation == 3) return Power(a, b);
        if (b == 0) return 0;
        // The least number over -1 overflows; negation wraps as PyTorch's division does.
        if (b == -1) return operation is 0 or 4 ? unchecked(-a) : 0;
        long quotient = a / b, rest = a - quotient * b;
        bool differ = rest != 0 && (rest < 0) != (b < 0);
        return operation switch { 0 => differ ? quotient - 1 : quotient, 1 => differ ? rest + b : rest, 2 => rest, _ => quotient };
    }

    private static long Power(long a, long b)
    {
        if (b < 0) return a == 1 ? 1 : a == -1 ? ((b & 1) == 0 ? 1 : -1) : 0;
        long result = 1;
        for (; b != 0; b >>= 1)
        {
            if ((b & 1) != 0) result = unchecked(result * a);
            a = unchecked(a * a);
        }
        return result;
    }
}
