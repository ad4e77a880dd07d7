using System;
using Lucid.Gpu.Drivers.Host.Program;
using Lucid.Gpu.Msl.Library;

namespace Lucid.Gpu.Drivers.Host.Execution;

internal sealed unsafe partial class Interpreter
{
    private static void FloatMath(Instruction* i, byte* d, byte* a, byte* b, byte* c)
    {
        float* to = (float*)d, x = (float*)a, y = (float*)b, z = (float*)c;
        var op = (Intrinsic)i->Imm;
        switch (op)
        {
            case Intrinsic.SinCos: for (int n = 0; n < 32; n++) { float v = x[n]; to[n] = MathF.Sin(v); to[n + 32] = MathF.Cos(v); } return;
            case Intrinsic.Modf: for (int n = 0; n < 32; n++) { float v = x[n], whole = MathF.Truncate(v); to[n] = float.IsInfinity(v) ? MathF.CopySign(0, v) : v - whole; to[n + 32] = whole; } return;
            case Intrinsic.Frexp:
                for (int n = 0; n < 32; n++)
                {
                    float v = x[n];
                    int exponent = v == 0 || !float.IsFinite(v) ? 0 : MathF.ILogB(v) + 1;
                    to[n] = exponent == 0 ? v : MathF.ScaleB(v, -exponent);
                    ((int*)to)[n + 32] = exponent;
                }
                return;
            case Intrinsic.Exp: for (int n = 0; n < 32; n++) to[n] = MathF.Exp(x[n]); return;
            case Intrinsic.Ldexp: for (int n = 0; n < 32; n++) to[n] = MathF.ScaleB(x[n], ((int*)y)[n]); return;
            case Intrinsic.IsNan: for (int n = 0; n < 32; n++) ((int*)to)[n] = float.IsNaN(x[n]) ? -1 : 0; return;
            case Intrinsic.IsInf: for (int n = 0; n < 32; n++) ((int*)to)[n] = float.IsInfinity(x[n]) ? -1 : 0; return;
            case Intrinsic.IsFinite: for (int n = 0; n < 32; n++) ((int*)to)[n] = float.IsFinite(x[n]) ? -1 : 0; return;
            case Intrinsic.IsNormal: for (int n = 0; n < 32; n++) ((int*)to)[n] = float.IsNormal(x[n]) ? -1 : 0; return;
            case Intrinsic.SignBit: for (int n = 0; n < 32; n++) ((int*)to)[n] = float.IsNegative(x[n]) ? -1 : 0; return;
            case Intrinsic.IsOrdered: for (int n = 0; n < 32; n++) ((int*)to)[n] = float.IsNaN(x[n]) || float.IsNaN(y[n]) ? 0 : -1; return;
            case Intrinsic.IsUnordered: for (int n = 0; n < 32; n++) ((int*)to)[n] = float.IsNaN(x[n]) || float.IsNaN(y[n]) ? -1 : 0; return;
        }
        for (int n = 0; n < 32; n++) to[n] = Scalar(op, x[n], y[n], z[n]);
    }

    private static float Scalar(Intrinsic op, float x, float y, float z)
    {
        switch (op)
        {
            case Intrinsic.Acos: return MathF.Acos(x);
            case Intrinsic.Acosh: return MathF.Acosh(x);
            case Intrinsic.Asin: return MathF.Asin(x);
            case Intrinsic.Asinh: return MathF.Asinh(x);
            case Intrinsic.Atan: return MathF.Atan(x);
            case Intrinsic.Atanh: return MathF.Atanh(x);
            case Intrinsic.Cos: return MathF.Cos(x);
            case Intrinsic.Cosh: return MathF.Cosh(x);
            case Intrinsic.CosPi: return float.CosPi(x);
            case Intrinsic.Exp2: return (float)Math.Pow(2, x);
            case Intrinsic.Exp10: return (float)Math.Pow(10, x);
            case Intrinsic.Fract: return float.IsNaN(x) ? x : MathF.Min(x - MathF.Floor(x), 0.99999994f);
            case Intrinsic.Log: return MathF.Log(x);
            case Intrinsic.Log2: return MathF.Log2(x);
            case Intrinsic.Log10: return MathF.Log10(x);
            case Intrinsic.Round: return MathF.Round(x, MidpointRounding.AwayFromZero);
            case Intrinsic.Rsqrt: return (float)(1.0 / Math.Sqrt(x));
            case Intrinsic.Sin: return MathF.Sin(x);
            case Intrinsic.Sinh: return MathF.Sinh(x);
            case Intrinsic.SinPi: return float.SinPi(x);
            case Intrinsic.Tan: return MathF.Tan(x);
            case Intrinsic.Tanh: return MathF.Tanh(x);
            case Intrinsic.TanPi: return float.TanPi(x);
            case Intrinsic.Saturate: return x > 0 ? MathF.Min(x, 1) : 0;
            case Intrinsic.Sign: return float.IsNaN(x) ? 0 : x > 0 ? 1 : x < 0 ? -1 : x;
            case Intrinsic.Atan2: return MathF.Atan2(x, y);
            case Intrinsic.CopySign: return MathF.CopySign(x, y);
            case Intrinsic.Fdim: return float.IsNaN(x) || float.IsNaN(y) ? float.NaN : x > y ? x - y : 0;
            case Intrinsic.Fmod: return x % y;
            case Intrinsic.Pow or Intrinsic.Powr: return MathF.Pow(x, y);
            case Intrinsic.Step: return y < x ? 0 : 1;
            case Intrinsic.NextAfter: return float.IsNaN(x) || float.IsNaN(y) ? float.NaN : x == y ? y : y > x ? MathF.BitIncrement(x) : MathF.BitDecrement(x);
            case Intrinsic.Divide: return x / y;
            case Intrinsic.Mix: return x + (y - x) * z;
            case Intrinsic.SmoothStep:
                float t = Math.Clamp((z - x) / (y - x), 0f, 1f);
                return t * t * (3 - 2 * t);
            case Intrinsic.Clamp: return float.MinNumber(float.MaxNumber(x, y), z);
            case Intrinsic.Min3 or Intrinsic.Fmin3: return float.MinNumber(float.MinNumber(x, y), z);
            case Intrinsic.Max3 or Intrinsic.Fmax3: return float.MaxNumber(float.MaxNumber(x, y), z);
            case Intrinsic.Median3 or Intrinsic.Fmedian3: return float.MaxNumber(float.MinNumber(x, y), float.MinNumber(float.MaxNumber(x, y), z));
            default: throw new InvalidOperationException($"'{op}' is not implemented for float");
        }
    }
}
