using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;

namespace Lucid.Benchmarks.Cpu;

internal readonly struct Add : IBinaryOperator
{
    public static SmallFloatLoop SmallFloatLoop => SmallFloatLoop.Homogeneous;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x + y;
}

internal readonly struct Multiply : IBinaryOperator
{
    public static SmallFloatLoop SmallFloatLoop => SmallFloatLoop.Registers;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x * y;
}

internal readonly struct Exp : IUnaryOperator
{
    public static int Cost => 4;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Exp(x);
}

internal readonly struct Tanh : IUnaryOperator
{
    public static int Cost => 4;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Tanh(x);
}

internal readonly struct Gelu : IUnaryOperator
{
    public static int Cost => 6;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Gelu(x);
}

internal readonly struct Sigmoid : IUnaryOperator
{
    public static int Cost => 4;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Sigmoid(x);
}

internal readonly struct Sin : IUnaryOperator
{
    public static int Cost => 4;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Sin(x);
}

internal readonly struct Log : IUnaryOperator
{
    public static int Cost => 4;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Log(x);
}

internal readonly struct Erf : IUnaryOperator
{
    public static int Cost => 4;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Erf(x);
}
