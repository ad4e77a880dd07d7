using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Numerics.Vector;

namespace Lucid.Cpu.Simd;

/// <summary>SiLU on 512-bit vectors, from tables of 32 entries.</summary>
internal static partial class SingleMath
{
    // 1 / (1 + e^a) for a in 32 equal intervals: minimax polynomials as for GELU.
    private const float LogisticDensity = 1.70923913f, LogisticLimit = 18.4f;

    private static Vector512<float> LogisticCentresNear
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.146290407f, 0.585045815f, 1.16950905f, 1.75579751f, 2.34116793f, 2.92573929f, 3.50959492f, 4.09470081f,
            4.68010807f, 5.26407051f, 5.84921598f, 6.43835068f, 7.02117491f, 7.60767317f, 8.18985462f, 8.77816963f);
    }

    private static Vector512<float> LogisticCentresFar
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            9.35735798f, 9.94455147f, 10.5296392f, 11.1199427f, 11.695549f, 12.2917471f, 12.8735104f, 13.4524803f,
            14.0448503f, 14.6292877f, 15.2073212f, 15.7934656f, 16.3804722f, 16.9554749f, 17.549799f, 18.1195469f);
    }

    private static Vector512<float> Logistic0Near
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.463492483f, 0.35777238f, 0.236943737f, 0.147317454f, 0.0877703577f, 0.0508957468f, 0.0290404558f, 0.0163876992f,
            0.00919272099f, 0.00514756562f, 0.00287387497f, 0.00159648899f, 0.000891979609f, 0.000496379565f, 0.000277377258f, 0.000154036083f);
    }

    private static Vector512<float> Logistic0Far
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            8.63204259e-05f, 4.79860864e-05f, 2.67315518e-05f, 1.48137096e-05f, 8.33074773e-06f, 4.58944396e-06f, 2.56510043e-06f, 1.43767727e-06f,
            7.95057701e-07f, 4.43180738e-07f, 2.48624673e-07f, 1.38351851e-07f, 7.69221273e-08f, 4.32843414e-08f, 2.38901645e-08f, 1.3513902e-08f);
    }

    private static Vector512<float> Logistic1Near
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -0.248667195f, -0.229771301f, -0.180801407f, -0.125615031f, -0.0800667182f, -0.0483053699f, -0.0281971078f, -0.016119143f,
            -0.00910821464f, -0.0051210681f, -0.00286561577f, -0.00159394019f, -0.000891183969f, -0.000496133172f, -0.000277300336f, -0.000154012363f);
    }

    private static Vector512<float> Logistic1Far
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -8.63129753e-05f, -4.79837836e-05f, -2.67308369e-05f, -1.48134905e-05f, -8.33067861e-06f, -4.58942304e-06f, -2.56509384e-06f, -1.43767522e-06f,
            -7.95057076e-07f, -4.43180539e-07f, -2.48624616e-07f, -1.38351837e-07f, -7.69221202e-08f, -4.32843414e-08f, -2.38901645e-08f, -1.3513902e-08f);
    }

    private static Vector512<float> Logistic2Near
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.00907821953f, 0.0326798223f, 0.0475609303f, 0.0443022326f, 0.0330058746f, 0.0216941498f, 0.0132796979f, 0.00779541628f,
            0.00447037769f, 0.00253417296f, 0.00142457243f, 0.000794425374f, 0.000444797042f, 0.00024782031f, 0.000138573261f, 7.69824619e-05f);
    }

    private static Vector512<float> Logistic2Far
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            4.31490334e-05f, 2.39895871e-05f, 1.33647036e-05f, 7.40652604e-06f, 4.16527018e-06f, 2.2946906e-06f, 1.28254032e-06f, 7.18835508e-07f,
            3.97527884e-07f, 2.21590071e-07f, 1.24312251e-07f, 6.91759041e-08f, 3.8461053e-08f, 2.16421689e-08f, 1.19450823e-08f, 6.756951e-09f);
    }

    private static Vector512<float> Logistic3Near
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.0203897171f, 0.0144994268f, 0.00255618826f, -0.00515613286f, -0.00693401322f, -0.00571753969f, -0.00390446512f, -0.00242668111f,
            -0.00143508741f, -0.000827288779f, -0.000469391496f, -0.000263115973f, -0.000147736442f, -8.24423914e-05f, -4.61388227e-05f, -2.56445346e-05f);
    }

    private static Vector512<float> Logistic3Far
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -1.43779598e-05f, -7.99496866e-06f, -4.45441856e-06f, -2.46867376e-06f, -1.38835742e-06f, -7.64872425e-07f, -4.27507814e-07f, -2.39608511e-07f,
            -1.32508035e-07f, -7.38630135e-08f, -4.14369623e-08f, -2.30582771e-08f, -1.28203439e-08f, -7.21393034e-09f, -3.98164923e-09f, -2.25229968e-09f);
    }

    private static Vector512<float> Logistic4Near
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -0.00150041061f, -0.00478520757f, -0.00463522924f, -0.0018735734f, 0.000107896492f, 0.000759805727f, 0.000732162211f, 0.00052393385f,
            0.000331833347f, 0.000198208741f, 0.000114635011f, 6.49368376e-05f, 3.66712156e-05f, 2.0528978e-05f, 1.15084858e-05f, 6.40299049e-06f);
    }

    private static Vector512<float> Logistic4Far
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            3.59215005e-06f, 1.99806118e-06f, 1.11339375e-06f, 6.17078911e-07f, 3.47051298e-07f, 1.9120391e-07f, 1.06876072e-07f, 5.99025967e-08f,
            3.31274599e-08f, 1.84658919e-08f, 1.03589395e-08f, 5.76431081e-09f, 3.2051759e-09f, 1.8034404e-09f, 9.95381444e-10f, 5.63063596e-10f);
    }

    private static Vector512<float> Logistic5Near
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -0.00194311701f, -0.000843136804f, 0.000738833565f, 0.00090658234f, 0.000425745849f, 7.01152676e-05f, -5.77127757e-05f, -7.35219219e-05f,
            -5.58090469e-05f, -3.6265159e-05f, -2.18793593e-05f, -1.26762361e-05f, -7.24341953e-06f, -4.08453252e-06f, -2.30603223e-06f, -1.2847421e-06f);
    }

    private static Vector512<float> Logistic5Far
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            -7.19746538e-07f, -4.00402087e-07f, -2.23125866e-07f, -1.23861554e-07f, -6.97434999e-08f, -3.84219447e-08f, -2.14327827e-08f, -1.20246417e-08f,
            -6.64750077e-09f, -3.70325104e-09f, -2.08027662e-09f, -1.15874332e-09f, -6.42466802e-10f, -3.62700064e-10f, -1.99937539e-10f, -1.13015319e-10f);
    }

    private static Vector512<float> Logistic6Near
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            0.000189574916f, 0.000556003535f, 0.000249954755f, -9.98226533e-05f, -0.000137561728f, -6.31583243e-05f, -1.48445069e-05f, 2.93642393e-06f,
            5.81911445e-06f, 4.88737714e-06f, 3.26080544e-06f, 1.99179863e-06f, 1.16108652e-06f, 6.66970095e-07f, 3.87089642e-07f, 2.15432991e-07f);
    }

    private static Vector512<float> Logistic6Far
    {
        [MethodImpl(Inline)]
        get => Vector512.Create(
            1.18366643e-07f, 6.58694788e-08f, 3.68530877e-08f, 2.08115605e-08f, 1.17677414e-08f, 6.46845866e-09f, 3.55880525e-09f, 1.99566252e-09f,
            1.10332532e-09f, 6.15300366e-10f, 3.49583057e-10f, 1.95548244e-10f, 1.06093023e-10f, 6.10471673e-11f, 3.36281905e-11f, 1.89628469e-11f);
    }

    /// <summary>x / (1 + e^-x) as max(x, 0) - a / (1 + e^a), a = |x|.</summary>
    [MethodImpl(Inline)]
    private static Vector<float> SiluByTable(Vector<float> x)
    {
        Vector<float> a = MinNative(C(LogisticLimit), Abs(x));
        Vector512<int> index = AsVectorInt32(Fma(a, C(LogisticDensity), C(RoundMagic))).AsVector512();
        Vector<float> d = a - Entry(LogisticCentresNear, index, LogisticCentresFar);
        Vector<float> h = Fma(Entry(Logistic6Near, index, Logistic6Far), d, Entry(Logistic5Near, index, Logistic5Far));
        h = Fma(h, d, Entry(Logistic4Near, index, Logistic4Far));
        h = Fma(h, d, Entry(Logistic3Near, index, Logistic3Far));
        h = Fma(h, d, Entry(Logistic2Near, index, Logistic2Far));
        h = Fma(h, d, Entry(Logistic1Near, index, Logistic1Far));
        h = Fma(h, d, Entry(Logistic0Near, index, Logistic0Far));
        Vector<float> result = Fma(-h, a, MaxNative(Vector<float>.Zero, x));
        if (LessThanAny(x, C(-LogisticLimit)))
        {
            // x e^x (1 - e^x), whose last factor is 1 here; at -130 it is 0.
            Vector<float> c = MaxNative(C(-130f), x), tail = ScaledExp(c, Vector<float>.Zero, c, Vector<float>.Zero);
            result = ConditionalSelect(LessThan(x, C(-LogisticLimit)), tail, result);
        }
        return result;
    }
}
