using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Kernels;

/// <summary>x + z (y - x), from the nearer end, so that weight 1 gives y exactly.</summary>
internal readonly struct LerpOperator : ITernaryPointwise
{
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Complex;

    public static string Expression => "mix({0}, {1}, {2})";

    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y, Vector<T> z) where T : unmanaged
    {
        Vector<T> near = x + z * (y - x), far = y - (y - x) * (Vector<T>.One - z);
        return Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(z), VectorMath.Constant<T>(0.5)), near, far);
    }

    public Complex Invoke(Complex x, Complex y, Complex z) => Complex.Abs(z) < 0.5 ? x + z * (y - x) : y - (y - x) * (1 - z);
}

/// <summary>x + value y z.</summary>
internal readonly struct AddcmulOperator(double value) : ITernaryPointwise
{
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y, Vector<T> z) where T : unmanaged => x + VectorMath.Constant<T>(value) * y * z;
}

/// <summary>x + value y / z.</summary>
internal readonly struct AddcdivOperator(double value) : ITernaryPointwise
{
    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y, Vector<T> z) where T : unmanaged => x + VectorMath.Constant<T>(value) * y / z;
}

/// <summary>The larger of two reals, or the smaller; where one is NaN, the other.</summary>
internal readonly struct NumberExtremum(bool largest) : IBinaryPointwise
{
    public static bool HasNumberLoops => false;

    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged
    {
        Vector<T> both = largest ? VectorMath.Maximum(x, y) : VectorMath.Minimum(x, y);
        return Vector.ConditionalSelect(VectorMath.IsNaN(x), y, Vector.ConditionalSelect(VectorMath.IsNaN(y), x, both));
    }
}

/// <summary>ln(e^x + e^y).</summary>
internal readonly struct LogAddExpOperator : IBinaryPointwise
{
    public static bool HasNumberLoops => false;

    public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => VectorMath.LogAddExp(x, y);
}
