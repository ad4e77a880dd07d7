using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Numerics.Vector;

namespace Lucid.Cpu.Simd;

/// <summary>Functions read from tables of 16 entries, which 512-bit vectors look up in one instruction.</summary>
internal static partial class SingleMath
{
    // tanh a / a in 16 intervals, four to each octave of a + 1: minimax polynomials in a minus the interval's centre. The centres are
    // floats where the value is nearly a float, so that the first terms are exact.
    private static Vector512<float> TanhCentres
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.12499737f, 0.37499458f, 0.6250002f, 0.8749876f, 1.2499881f, 1.7499766f, 2.249932f, 2.7500181f,
            3.5000641f, 4.4999657f, 5.500017f, 6.499996f, 7.9999847f, 9.100385f, 12.000106f, 14.000007f);
    }

    private static Vector512<float> Tanh0
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.99482423f, 0.95562094f, 0.8873595f, 0.8044678f, 0.6786307f, 0.53793454f, 0.4346901f, 0.360674f,
            0.28518853f, 0.22216907f, 0.18181154f, 0.15384555f, 0.12500021f, 0.10988546f, 0.0833326f, 0.07142854f);
    }

    private static Vector512<float> Tanh1
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -0.08229977f, -0.22410345f, -0.3119047f, -0.34279582f, -0.31857127f, -0.24235605f, -0.17388053f, -0.12525746f,
            -0.080440834f, -0.049261607f, -0.033044398f, -0.02366717f, -0.015625f, -0.0120748095f, -0.006944322f, -0.005102036f);
    }

    private static Vector512<float> Tanh2
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -0.3210292f, -0.23528546f, -0.11537718f, -0.014102494f, 0.06455746f, 0.077264905f, 0.058386292f, 0.039700005f,
            0.021944458f, 0.010837455f, 0.0059959088f, 0.0036397155f, 0.0019530823f, 0.0013268373f, 0.0005786884f, 0.00036443098f);
    }

    private static Vector512<float> Tanh3
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.06458995f, 0.15115327f, 0.15607421f, 0.10961069f, 0.0350162f, -0.00819675f, -0.013910546f, -0.010601488f,
            -0.0055804434f, -0.0023351389f, -0.0010819903f, -0.0005590061f, -0.000244066f, -0.00014578673f, -4.8222e-5f, -2.6030022e-5f);
    }

    private static Vector512<float> Tanh4
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.1210515f, 0.04521863f, -0.029089646f, -0.055785228f, -0.03808136f, -0.008759002f, 0.00070498616f, 0.0020006476f,
            0.0012523195f, 0.000482439f, 0.00019267216f, 8.552315e-5f, 3.047383e-5f, 1.6819335e-5f, 4.01842e-6f, 1.8592735e-6f);
    }

    private static Vector512<float> Tanh5
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -0.037613403f, -0.07014074f, -0.041706983f, -0.0037285625f, 0.014687465f, 0.0071745566f, 0.0014983786f, -2.5730971e-5f,
            -0.00022006918f, -9.365402e-5f, -3.3889795e-5f, -1.3124698e-5f, -3.89268e-6f, -2.7059777e-6f, -3.3865425e-7f, -1.3414558e-7f);
    }

    private static Vector512<float> Tanh6
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -0.044512644f, 0.0028255961f, 0.02836202f, 0.019082712f, 0.00033702317f, -0.0029021264f, -0.0009847749f, -0.00018952024f,
            1.7874558e-5f, 1.5851308e-5f, 5.624139e-6f, 1.9938957e-6f, 4.914695e-7f, -4.970252e-5f, 2.8246975e-8f, 9.591558e-9f);
    }

    // erf a / a in 16 intervals, four to each octave of 3a + 1.
    private static Vector512<float> ErfCentres
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.04166523f, 0.12500013f, 0.20833561f, 0.29166147f, 0.41666162f, 0.58333665f, 0.7500223f, 0.9166729f,
            1.1667037f, 1.5000314f, 1.8332982f, 2.1666136f, 2.6666446f, 3.3333619f, 3.8336112f, 4.6666923f);
    }

    private static Vector512<float> Erf0
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            1.1277266f, 1.1225296f, 1.1122643f, 1.0971837f, 1.0663459f, 1.0124637f, 0.94819844f, 0.8783421f,
            0.77230453f, 0.6440591f, 0.5402704f, 0.46054193f, 0.37494218f, 0.2999967f, 0.26085064f, 0.21428454f);
    }

    private static Vector512<float> Erf1
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -0.03131016f, -0.09315505f, -0.15270224f, -0.20853768f, -0.2827225f, -0.35921463f, -0.40703973f, -0.42692414f,
            -0.41402155f, -0.35008603f, -0.2733403f, -0.20779869f, -0.14025909f, -0.08999319f, -0.068042934f, -0.045917865f);
    }

    private static Vector512<float> Erf2
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -0.37495258f, -0.3656454f, -0.34748787f, -0.32136214f, -0.27000406f, -0.1871275f, -0.10020584f, -0.02126005f,
            0.06560025f, 0.114466704f, 0.10994151f, 0.08558697f, 0.051676735f, 0.026980862f, 0.01774857f, 0.009839487f);
    }

    private static Vector512<float> Erf3
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.018769648f, 0.055379026f, 0.089304596f, 0.11889821f, 0.15264519f, 0.17423087f, 0.16934378f, 0.14371613f,
            0.08612155f, 0.016188407f, -0.019233398f, -0.026181277f, -0.017862253f, -0.008058253f, -0.0046290746f, -0.0021083767f);
    }

    private static Vector512<float> Erf4
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.11256137f, 0.10628221f, 0.09554562f, 0.081019886f, 0.053014647f, 0.0116722705f, -0.024951825f, -0.049687564f,
            -0.060427234f, -0.040524375f, -0.013798748f, 0.0010924414f, 0.004976274f, 0.0023636315f, 0.0012059131f, 0.0004518127f);
    }

    private static Vector512<float> Erf5
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -0.008191801f, -0.019906953f, -0.039333906f, -0.03474374f, -0.047500465f, -0.048813578f, -0.038312115f, -0.021447226f,
            0.002636412f, 0.01691944f, 0.01313124f, 0.005061869f, -0.00039117035f, -0.0006493726f, -0.00029774816f, -9.787239e-5f);
    }

    private static Vector512<float> Erf6
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -0.17840011f, 0.1053589f, 0.13848706f, 0.008795204f, -0.00682609f, 0.009323208f, 0.020921364f, 0.017712658f,
            0.012911421f, 0.0015225953f, -0.004070361f, -0.0033603816f, -0.00062266394f, 0.00013740535f, 6.50119e-5f, 2.0827509e-5f);
    }

    [MethodImpl(Inline)]
    private static Vector<float> Entry(Vector512<float> table, Vector512<int> index) => Avx512F.PermuteVar16x32(table, index).AsVector();

    // The place of a number from 1 to 16 among four intervals to the octave: its exponent and two bits of its fraction.
    [MethodImpl(Inline)]
    private static Vector512<int> Interval(Vector<float> y) => (AsVectorInt32(y).AsVector512() >> 21) - Vector512.Create(0x3F800000 >> 21);

    /// <summary>tanh x = x h(|x|), and 1 beyond the last number where that rounds to 1.</summary>
    [MethodImpl(Inline)]
    private static Vector<float> TanhByTable(Vector<float> x)
    {
        Vector<float> a = MinNative(C(9.115758895874023f), Abs(x));
        Vector512<int> index = Interval(a + C(1f));
        Vector<float> d = a - Entry(TanhCentres, index);
        Vector<float> h = Fma(Entry(Tanh6, index), d, Entry(Tanh5, index));
        h = Fma(h, d, Entry(Tanh4, index));
        h = Fma(h, d, Entry(Tanh3, index));
        h = Fma(h, d, Entry(Tanh2, index));
        h = Fma(h, d, Entry(Tanh1, index));
        h = Fma(h, d, Entry(Tanh0, index));
        return CopySign(a * h, x);
    }

    /// <summary>erf x = x h(|x|), and 1 from 4 on.</summary>
    [MethodImpl(Inline)]
    private static Vector<float> ErfByTable(Vector<float> x)
    {
        Vector<float> a = MinNative(C(4f), Abs(x));
        Vector512<int> index = Interval(Fma(C(3f), a, C(1f)));
        Vector<float> d = a - Entry(ErfCentres, index);
        Vector<float> h = Fma(Entry(Erf6, index), d, Entry(Erf5, index));
        h = Fma(h, d, Entry(Erf4, index));
        h = Fma(h, d, Entry(Erf3, index));
        h = Fma(h, d, Entry(Erf2, index));
        h = Fma(h, d, Entry(Erf1, index));
        h = Fma(h, d, Entry(Erf0, index));
        return CopySign(a * h, x);
    }
}
