using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Numerics.Vector;

namespace Lucid.Cpu.Simd;

/// <summary>GELU on 512-bit vectors, from tables of 32 entries.</summary>
internal static partial class SingleMath
{
    // Φ(-a) for a in 32 intervals, which a (2 + TailDensity a) counts: minimax polynomials in a minus the interval's centre, with
    // relative error 2^-27, fitted to SciPy's erfc. At the centres the value is nearly a float, so that the first terms are exact.
    private const float TailDensity = 0.436686397f, TailLimit = 6.5f;

    private static Vector512<float> TailCentresNear
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.118835554f, 0.446885943f, 0.838894725f, 1.18659163f, 1.50259137f, 1.79301417f, 2.06456208f, 2.32117295f,
            2.5617373f, 2.79357958f, 3.01456928f, 3.22691393f, 3.42989326f, 3.62782502f, 3.8181138f, 4.00428152f);
    }

    private static Vector512<float> TailCentresFar
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            4.18291664f, 4.35634947f, 4.52420712f, 4.69290352f, 4.85344219f, 5.01017952f, 5.16528702f, 5.31693935f,
            5.46667719f, 5.61401463f, 5.75895166f, 5.90118647f, 6.0385952f, 6.17220831f, 6.30755949f, 6.43929958f);
    }

    private static Vector512<float> Tail0Near
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.45270282f, 0.327478707f, 0.200764194f, 0.11769437f, 0.0664722249f, 0.0364853293f, 0.019482227f, 0.0101387557f,
            0.00520750321f, 0.00260641007f, 0.00128672214f, 0.000625665474f, 0.000301909371f, 0.000142909426f, 6.72379465e-05f, 3.11031254e-05f);
    }

    private static Vector512<float> Tail0Far
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            1.43896468e-05f, 6.6124785e-06f, 3.03111688e-06f, 1.34677271e-06f, 6.06683614e-07f, 2.71896425e-07f, 1.20035125e-07f, 5.27636104e-08f,
            2.29275017e-08f, 9.88427473e-09f, 4.23189661e-09f, 1.80448367e-09f, 7.77308495e-10f, 3.36713463e-10f, 1.41734818e-10f, 6.00130431e-11f);
    }

    private static Vector512<float> Tail1Near
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -0.3961353f, -0.361030787f, -0.280604035f, -0.197318047f, -0.129014701f, -0.0799472332f, -0.0473519713f, -0.0269745756f,
            -0.0149927652f, -0.00805886928f, -0.00424186373f, -0.002186561f, -0.00111263699f, -0.000553363352f, -0.000272482808f, -0.000131556546f);
    }

    private static Vector512<float> Tail1Far
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -6.33184172e-05f, -3.01951623e-05f, -1.43298821e-05f, -6.58569797e-06f, -3.06063225e-06f, -1.41286932e-06f, -6.41771521e-07f, -2.89862101e-07f,
            -1.29288665e-07f, -5.71538763e-08f, -2.5067326e-08f, -1.09389138e-08f, -4.816326e-09f, -2.13027196e-09f, -9.15462373e-10f, -3.95358551e-10f);
    }

    private static Vector512<float> Tail2Near
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.0235374887f, 0.080669798f, 0.11769861f, 0.117067963f, 0.0969281942f, 0.0716732591f, 0.0488805436f, 0.0313063264f,
            0.0192037635f, 0.0112565458f, 0.00639369572f, 0.00352792209f, 0.00190811302f, 0.0010037527f, 0.00052018516f, 0.00026339473f);
    }

    private static Vector512<float> Tail2Far
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.000132427827f, 6.57703422e-05f, 3.24156717e-05f, 1.54530208e-05f, 7.42730117e-06f, 3.53936366e-06f, 1.65746678e-06f, 7.70589395e-07f,
            3.5338968e-07f, 1.60431298e-07f, 7.21807609e-08f, 3.22762794e-08f, 1.45419223e-08f, 6.57423804e-09f, 2.8871654e-09f, 1.27291599e-09f);
    }

    private static Vector512<float> Tail3Near
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.0650922135f, 0.0481550731f, 0.0138547467f, -0.013417948f, -0.027044626f, -0.0295126438f, -0.0257469919f, -0.0197269525f,
            -0.0138995191f, -0.0091390349f, -0.00571782608f, -0.00343034277f, -0.00199610414f, -0.00112158176f, -0.000616626174f, -0.000329642528f);
    }

    private static Vector512<float> Tail3Far
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -0.00017409031f, -9.04726039e-05f, -4.64965524e-05f, -2.30753776e-05f, -1.15057419e-05f, -5.67543202e-06f, -2.7467695e-06f, -1.31739898e-06f,
            -6.22398431e-07f, -2.90692242e-07f, -1.34381239e-07f, -6.16652258e-08f, -2.84675856e-08f, -1.31705784e-08f, -5.91764771e-09f, -2.66628764e-09f);
    }

    private static Vector512<float> Tail4Near
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -0.00585907837f, -0.0188252404f, -0.0225204062f, -0.0155294333f, -0.00599658955f, 0.00128396193f, 0.00514203729f, 0.00623009494f,
            0.00570088904f, 0.00450684689f, 0.00324371667f, 0.00217936723f, 0.00139360642f, 0.000849934877f, 0.000501899049f, 0.000286095426f);
    }

    private static Vector512<float> Tail4Far
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.000159980729f, 8.7568842e-05f, 4.71903331e-05f, 2.44979437e-05f, 1.27225976e-05f, 6.51938535e-06f, 3.27092857e-06f, 1.62284312e-06f,
            7.91748334e-07f, 3.81283314e-07f, 1.81441081e-07f, 8.5597911e-08f, 4.05518392e-08f, 1.92295673e-08f, 8.85131168e-09f, 4.08013845e-09f);
    }

    private static Vector512<float> Tail5Near
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -0.00972169172f, -0.00551836658f, 0.00168926525f, 0.00568338856f, 0.00581840985f, 0.00396906585f, 0.00174258032f, 8.45696268e-05f,
            -0.000833369384f, -0.00113459281f, -0.00109298632f, -0.000891551375f, -0.000656533346f, -0.000449085201f, -0.000291235832f, -0.000179925584f);
    }

    private static Vector512<float> Tail5Far
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -0.000108039683f, -6.29525312e-05f, -3.58145298e-05f, -1.95944976e-05f, -1.0665286e-05f, -5.69962549e-06f, -2.97860151e-06f, -1.5343071e-06f,
            -7.75676426e-07f, -3.86111026e-07f, -1.89824334e-07f, -9.22378121e-08f, -4.49520954e-08f, -2.18722835e-08f, -1.03300648e-08f, -4.87991692e-09f);
    }

    private static Vector512<float> Tail6Near
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.00109751895f, 0.00291243801f, 0.00271543791f, 0.000898118247f, -0.000615853991f, -0.00136904686f, -0.00127134356f, -0.000883678149f,
            -0.000390431436f, -9.27842921e-05f, 0.000106862724f, 0.00018866238f, 0.000187760001f, 0.000158068302f, 0.000117560543f, 8.19314155e-05f);
    }

    private static Vector512<float> Tail6Far
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            5.39228313e-05f, 3.42425192e-05f, 2.03671461e-05f, 1.19715942e-05f, 6.93447419e-06f, 3.81324662e-06f, 2.09526206e-06f, 1.12190742e-06f,
            5.94121957e-07f, 3.05235176e-07f, 1.58380431e-07f, 7.89690375e-08f, 3.98855704e-08f, 1.95192751e-08f, 9.49593382e-09f, 4.69085482e-09f);
    }

    [MethodImpl(Inline)]
    private static Vector<float> Entry(Vector512<float> near, Vector512<int> index, Vector512<float> far) =>
        Avx512F.PermuteVar16x32x2(near, index, far).AsVector();

    /// <summary>x Φ(x) as max(x, 0) - a Φ(-a), a = |x|.</summary>
    [MethodImpl(Inline)]
    private static Vector<float> GeluByTable(Vector<float> x)
    {
        Vector<float> a = MinNative(C(TailLimit), Abs(x));
        Vector512<int> index = AsVectorInt32(Fma(a, Fma(a, C(TailDensity), C(2f)), C(RoundMagic))).AsVector512();
        Vector<float> d = a - Entry(TailCentresNear, index, TailCentresFar);
        Vector<float> h = Fma(Entry(Tail6Near, index, Tail6Far), d, Entry(Tail5Near, index, Tail5Far));
        h = Fma(h, d, Entry(Tail4Near, index, Tail4Far));
        h = Fma(h, d, Entry(Tail3Near, index, Tail3Far));
        h = Fma(h, d, Entry(Tail2Near, index, Tail2Far));
        h = Fma(h, d, Entry(Tail1Near, index, Tail1Far));
        h = Fma(h, d, Entry(Tail0Near, index, Tail0Far));
        Vector<float> result = Fma(-h, a, MaxNative(Vector<float>.Zero, x));
        if (LessThanAny(x, C(-TailLimit))) result = ConditionalSelect(LessThan(x, C(-TailLimit)), GeluTail(x), result);
        return result;
    }

    /// <summary>x Φ(x) for x &lt;= -6.4: -e^(-x²/2) P(1/x²), P fitted to SciPy's erfcx.</summary>
    [MethodImpl(Inline)]
    private static Vector<float> GeluTail(Vector<float> x)
    {
        // Beyond 14.8 the result is less than the smallest number.
        Vector<float> a = MinNative(C(14.8f), Abs(x)), half = C(0.5f) * a, high = half * a, low = Fma(half, a, -high);
        Vector<float> z = C(0.5f) / high;
        Vector<float> p = Fma(C(-24.0945530f), z, C(5.57552576f));
        p = Fma(p, z, C(-1.19216204f));
        p = Fma(p, z, C(0.398917377f));
        p = Fma(p, z, C(-0.398942232f));
        return ScaledExp(-high, -low, p, Vector<float>.Zero);
    }
}
