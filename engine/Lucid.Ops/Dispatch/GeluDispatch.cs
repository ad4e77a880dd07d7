using System;
using System.Numerics;
using Lucid.Cpu.NN;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Dispatch;

/// <summary>GELU in both forms (D. Hendrycks, K. Gimpel, 2016).</summary>
internal static class GeluDispatch
{
    internal static Tensor Forward(Tensor input, string approximate)
    {
        ThreadState state = ThreadState.Current;
        if (!input.DType.IsFloatingPoint()) throw new DtypeMismatchException("gelu", "input", "floating point", input.DType.Name());
        return IsTanh(approximate)
            ? PointwiseDispatch.Unary(new Tanh(), input, DTypeRule.Promote, "gelu", state)
            : PointwiseDispatch.Unary(new Erf(), input, DTypeRule.Promote, "gelu", state);
    }

    internal static Tensor Backward(Tensor gradient, Tensor input, string approximate)
    {
        ThreadState state = ThreadState.Current;
        if (!state.NeedsOps)
        {
            return IsTanh(approximate)
                ? PointwiseDispatch.Binary(new TanhSlope(), gradient, input, DTypeRule.Promote, "gelu_backward", state)
                : PointwiseDispatch.Binary(new ErfSlope(), gradient, input, DTypeRule.Promote, "gelu_backward", state);
        }
        // To be differentiated again: the same in ops.
        if (IsTanh(approximate))
        {
            Tensor inner = (input + input * input * input * 0.044715) * Math.Sqrt(2 / Math.PI);
            Tensor tanh = inner.Tanh();
            Tensor slope = (1 - tanh * tanh) * ((1 + input * input * (3 * 0.044715)) * Math.Sqrt(2 / Math.PI));
            return gradient * ((1 + tanh) * 0.5 + input * slope * 0.5);
        }
        Tensor distribution = ((input * Math.Sqrt(0.5)).Erf() + 1) * 0.5;
        Tensor density = (input * input * -0.5).Exp() * (1 / Math.Sqrt(2 * Math.PI));
        return gradient * (distribution + input * density);
    }

    private static bool IsTanh(string approximate) => approximate switch
    {
        "none" => false,
        "tanh" => true,
        _ => throw new ArgumentValueException("gelu", $"gelu: approximate argument must be either none or tanh, but got '{approximate}'", "approximate"),
    };

    private readonly struct Erf : IUnaryPointwise
    {
        public static int Cost => 8;

        public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.Gelu(x);
    }

    private readonly struct Tanh : IUnaryPointwise
    {
        public static int Cost => 8;

        public static string Expression => "(0.5f * {0} * (1.0f + tanh(0.7978845608f * ({0} + 0.044715f * {0} * {0} * {0}))))";

        public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => VectorMath.GeluTanh(x);
    }

    private readonly struct ErfSlope : IBinaryPointwise
    {
        public static int Cost => 8;

        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => new GeluBackward().Invoke(x, y);
    }

    private readonly struct TanhSlope : IBinaryPointwise
    {
        public static int Cost => 8;

        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => new GeluTanhBackward().Invoke(x, y);
    }
}
