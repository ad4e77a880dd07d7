using System;
using System.Collections.Generic;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Lucid.Benchmarks.LibTorch;

internal static partial class Rows
{
    private const long M = 1_000_000;

    private static Tensor Places(long high, long count) => randint(0, high, [count], dtype: int64);

    public static void Kernels(Dictionary<string, Func<Action>> rows)
    {
        Func<Tensor> million = () => R(M), square = () => R(1000, 1000), table = () => R(4096, 1024);
        foreach ((string name, Func<Tensor, Tensor> call) in ((string, Func<Tensor, Tensor>)[])[
            ("log", log), ("log1p", log1p), ("expm1", expm1), ("sin", sin), ("erf", a => special.erf(a)), ("rsqrt", rsqrt), ("lgamma", a => a.lgamma()),
            ("digamma", digamma), ("silu", a => F.silu(a)), ("softplus", a => F.softplus(a)), ("mish", a => F.mish(a)), ("mul_number", a => a * 1.5),
            ("clamp", a => a.clamp(-1, 1)), ("topk100", a => { var t = a.topk(100); t.indexes.Dispose(); return t.values; }), ("median", a => a.median()),
            ("histc", a => histc(a, 100, -4, 4)), ("masked_select", a => a.masked_select(a > 0)), ("nonzero", a => (a > 0).nonzero()),
            ("masked_fill", a => a.masked_fill(a > 0, 0.0)), ("cumsum", a => a.cumsum(0)), ("cumprod", a => a.cumprod(0)),
            ("logcumsumexp", a => a.logcumsumexp(0)), ("dropout", a => F.dropout(a, 0.5, true))])
            rows[name + "_1e6"] = One(million, call);
        rows["div_1e6"] = Two(million, million, (a, b) => a / b);
        rows["pow_1e6"] = Two(() => R(M).abs(), million, (a, b) => a.pow(b));
        rows["add_row_1e6"] = Two(square, () => R(1000), (a, b) => a + b);
        rows["add_column_1e6"] = Two(square, () => R(1000, 1), (a, b) => a + b);
        rows["add_transposed_1e6"] = Two(square, () => R(1000, 1000).t(), (a, b) => a + b);
        rows["greater_1e6"] = Two(million, million, (a, b) => a > b);
        rows["where_1e6"] = Two(million, million, (a, b) => { using Tensor c = a > 0; return where(c, a, b); });
        rows["addcmul_1e6"] = Three(million, million, million, (a, b, c) => addcmul(a, b, c, 1));
        foreach ((string name, ScalarType type) in ((string, ScalarType)[])[("float64", float64), ("float16", float16), ("bfloat16", bfloat16), ("int64", int64)])
        {
            rows[$"add_{name}_1e6"] = Two(() => R(M).to(type), () => R(M).to(type), (a, b) => a + b);
            rows[$"exp_{name}_1e6"] = One(() => R(M).to(type), a => a.exp());
            rows[$"to_{name}_1e6"] = One(million, a => a.to(type));
            rows[$"sum_{name}_1e6"] = One(() => R(M).to(type), a => a.sum());
        }
        Func<Tensor> ten = () => R(10 * M);
        rows["prod_1e7"] = One(ten, a => a.prod());
        rows["std_1e7"] = One(ten, a => a.std());
        rows["amin_1e7"] = One(ten, a => a.amin([0]));
        rows["argmin_1e7"] = One(ten, a => a.argmin());
        rows["norm_1e7"] = One(ten, a => linalg.vector_norm(a, 2.0));
        rows["clone_1e7"] = One(ten, a => a.clone());
        rows["var_last_4096x1024"] = One(table, a => a.var(1));
        rows["var_first_4096x1024"] = One(table, a => a.var(0));
        rows["logsumexp_last_4096x1024"] = One(table, a => a.logsumexp(1));
        rows["sum_middle_64x256x256"] = One(() => R(64, 256, 256), a => a.sum(1));
        rows["cumsum_last_4096x1024"] = One(table, a => a.cumsum(1));
        rows["cumsum_first_4096x1024"] = One(table, a => a.cumsum(0));
        rows["cummax_1e6"] = Pair(million, a => a.cummax(0));
        rows["sort_rows_1000x1000"] = Pair(square, a => a.sort(1));
        rows["argsort_first_1000x1000"] = One(square, a => a.argsort(0));
        rows["topk10_rows_1000x1000"] = Pair(square, a => a.topk(10, 1));
        rows["kthvalue_1e6"] = Pair(million, a => a.kthvalue(500000, 0));
        rows["searchsorted_1e6_in_1e5"] = Two(() => R(100_000).sort().Values, million, (a, b) => searchsorted(a, b));
        rows["bucketize_1e6_in_100"] = Two(() => linspace(-3, 3, 100), million, (a, b) => bucketize(b, a));
        rows["sort_int64_1e6"] = Pair(() => Places(1_000_000_000, M), a => a.sort());
        rows["unique_1e6_of_1e3"] = One(() => Places(1000, M), a => a.unique().Item1);
        rows["unique_1e6_of_1e9"] = One(() => Places(1_000_000_000, M), a => a.unique().Item1);
        rows["bincount_1e6"] = One(() => Places(1000, M), a => bincount(a));
        Movement(rows, million, square, table);
        MoreProducts(rows);
        foreach ((string name, long[] shape) in ((string, long[])[])[
            ("fft_1000_rows_of_1000", [1000, 1000]), ("fft_1000_rows_of_1009", [1000, 1009]), ("fft_64_rows_of_256", [64, 256])])
            rows[name] = One(() => randn(shape, dtype: complex64), a => fft.fft_(a));
        rows["fft_complex128_2p18"] = One(() => randn(1 << 18, dtype: complex128), a => fft.fft_(a));
        rows["irfft_2p20"] = One(() => randn((1 << 19) + 1, dtype: complex64), a => fft.irfft(a));
        rows["rfft2_1024sq"] = One(() => R(1024, 1024), a => fft.rfft2(a));
        MoreNetworks(rows);
    }

    private static void Movement(Dictionary<string, Func<Action>> rows, Func<Tensor> million, Func<Tensor> square, Func<Tensor> table)
    {
        rows["permute_copy_8x64x56x56"] = One(() => R(8, 64, 56, 56), a => a.permute(0, 2, 3, 1).contiguous());
        rows["transpose_copy_1000x1003"] = One(() => R(1000, 1003), a => a.t().contiguous());
        rows["cat_4x1e6"] = One(million, a => cat([a, a, a, a]));
        rows["cat_columns_4x1000x250"] = One(() => R(1000, 250), a => cat([a, a, a, a], 1));
        rows["flip_1e6"] = One(square, a => a.flip(1));
        rows["roll_1e6"] = One(square, a => a.roll(100, 1));
        rows["index_select_rows_4096x256"] = Two(() => R(30000, 256), () => Places(30000, 4096), (a, i) => a.index_select(0, i));
        rows["index_1e6"] = Two(million, () => Places(M, M), (a, i) => a.index(TensorIndex.Tensor(i)));
        rows["index_add_rows_4096x256"] = Keep(() => R(30000, 256), () => Places(30000, 4096), () => R(4096, 256), (x, i, y) => x.index_add_(0, i, y, 1));
        rows["scatter_add_1e6"] = Keep(million, () => Places(M, M), million, (x, i, y) => x.scatter_add_(0, i, y));
        rows["index_put_1e6"] = Keep(million, () => Places(M, M), million, (x, i, y) => x.index_put_(y, TensorIndex.Tensor(i)));
        rows["gather_4096x1024"] = Two(table, () => randint(0, 1024, [4096, 1024], dtype: int64), (a, i) => a.gather(1, i));
        rows["scatter_4096x1024"] = Keep(table, () => randint(0, 1024, [4096, 1024], dtype: int64), table, (x, i, y) => x.scatter_(1, i, y));
    }

    /// <summary>A row that changes its first tensor in place.</summary>
    private static Func<Action> Keep(Func<Tensor> x, Func<Tensor> i, Func<Tensor> y, Func<Tensor, Tensor, Tensor, Tensor> call) => () =>
    {
        Tensor a = x(), places = i(), b = y();
        return () => call(a, places, b);
    };

    private static void MoreProducts(Dictionary<string, Func<Action>> rows)
    {
        void Product(long m, long k, long n, bool transposed = false, ScalarType type = ScalarType.Float32, string suffix = "") =>
            rows[$"matmul_{m}x{k}x{n}{suffix}" + (transposed ? "_transposed" : "")] =
                Two(() => R(m, k).to(type), () => transposed ? R(n, k).to(type).t() : R(k, n).to(type), (a, b) => a.matmul(b));
        Product(16, 16, 16);
        Product(128, 128, 128);
        Product(512, 512, 512);
        Product(4096, 64, 64);
        Product(1, 4096, 4096);
        Product(1, 4096, 4096, true);
        Product(33, 65, 127);
        Product(128, 256, 10, true);
        Product(8, 512, 512, true);
        Product(512, 512, 512, type: ScalarType.Float64, suffix: "_float64");
        Product(512, 512, 512, type: ScalarType.BFloat16, suffix: "_bfloat16");
        Product(256, 256, 256, type: ScalarType.ComplexFloat32, suffix: "_complex64");
        rows["matmul_64x4096x64_left_transposed"] = Two(() => R(4096, 64).t(), () => R(4096, 64), (a, b) => a.matmul(b));
        rows["einsum_bhid_bhjd"] = Two(() => R(2, 8, 256, 64), () => R(2, 8, 256, 64), (a, b) => einsum("bhid,bhjd->bhij", a, b));
    }

    private static void MoreNetworks(Dictionary<string, Func<Action>> rows)
    {
        Func<Tensor> image = () => R(8, 64, 56, 56), table = () => R(4096, 1024);
        foreach ((string name, Func<Tensor> call) in ((string, Func<Tensor>)[])[
            ("rand_1e6", () => rand(M)), ("randn_1e6", () => randn(M)), ("randint_1e6", () => randint(0, 1000, [M], dtype: int64)),
            ("randperm_1e6", () => randperm(M)), ("bernoulli_1e6", () => empty(M).bernoulli_(0.3)), ("exponential_1e6", () => empty(M).exponential_())])
            rows[name] = () => () => call().Dispose();
        rows["poisson_1e6"] = One(() => rand(M) * 10, a => poisson(a));
        rows["multinomial_1e5"] = One(() => rand(1000), a => multinomial(a, 100000, true));
        rows["log_softmax_first_1000x1000"] = One(() => R(1000, 1000), a => F.log_softmax(a, 0));
        rows["group_norm_8x64x56"] = Three(image, () => R(64), () => R(64), (x, w, b) => F.group_norm(x, 8, w, b));
        rows["instance_norm_8x64x56"] = One(image, x => F.instance_norm(x));
        rows["batch_norm_eval_8x64x56"] = () =>
        {
            Tensor x = image(), w = R(64), b = R(64), mean = zeros(64), variance = ones(64);
            return () => F.batch_norm(x, mean, variance, w, b, false).Dispose();
        };
        rows["layer_norm_4096x1024_fwdbwd"] = Backward(table, x => F.layer_norm(x, [1024]).sum());
        rows["gelu_1e6_fwdbwd"] = Backward(() => R(M), x => F.gelu(x).sum());
        rows["max_pool2d_8x64x112_fwdbwd"] = Backward(() => R(8, 64, 112, 112), x => F.max_pool2d(x, 3, 2, 1).sum());
        rows["softmax_4096x1024_fwdbwd"] = Backward(table, x => softmax(x, 1).sum());
        rows["sdpa_2x8x512x64_fwdbwd"] = Backward(() => R(2, 8, 512, 64), x => F.scaled_dot_product_attention(x, x, x).sum());
        rows["avg_pool2d_8x64x112_k2"] = One(() => R(8, 64, 112, 112), x => F.avg_pool2d(x, 2));
        rows["adaptive_avg_pool2d_8x64x56"] = One(image, x => F.adaptive_avg_pool2d(x, 7));
        rows["conv1x1_8x64x56_256"] = Two(image, () => R(256, 64, 1, 1), (x, w) => F.conv2d(x, w));
        rows["conv_transpose2d_8x64x28_k4s2p1"] = Two(() => R(8, 64, 28, 28), () => R(64, 64, 4, 4),
            (x, w) => F.conv_transpose2d(x, w, null, [2, 2], [1, 1]));
        rows["conv1d_16x64x1024_k5"] = Two(() => R(16, 64, 1024), () => R(64, 64, 5), (x, w) => F.conv1d(x, w, null, 1, 2));
        MoreGradients(rows);
        rows["conv2d_8x64x56_k3p1_64_channels_last"] = Two(() => R(8, 64, 56, 56).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2),
            () => R(64, 64, 3, 3).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2), (x, w) => F.conv2d(x, w, null, [1, 1], [1, 1]));
        rows["interpolate_bilinear_8x16x56"] = One(() => R(8, 16, 56, 56), x => F.interpolate(x, scale_factor: [2, 2], mode: InterpolationMode.Bilinear));
        rows["unfold_8x16x56_k3"] = One(() => R(8, 16, 56, 56), x => F.unfold(x, 3, 1, 1, 1));
        rows["grid_sample_8x16x56"] = Two(() => R(8, 16, 56, 56), () => rand(8, 56, 56, 2) * 2 - 1, (x, g) => F.grid_sample(x, g, align_corners: false));
        rows["gru_256_b32_s64_fwd"] = () =>
        {
            var net = nn.GRU(256, 256);
            Tensor x = R(64, 32, 256);
            return () =>
            {
                using DisposeScope scope = NewDisposeScope();
                using var none = no_grad();
                net.call(x);
            };
        };
    }

    /// <summary>Forward and backward to both operands.</summary>
    private static Func<Action> Both(Func<Tensor> first, Func<Tensor> second, Func<Tensor, Tensor, Tensor> call) => () =>
    {
        Tensor x = first().requires_grad_(), w = second().requires_grad_();
        return () =>
        {
            using DisposeScope scope = NewDisposeScope();
            Forget(x, w);
            call(x, w).sum().backward();
        };
    };

    private static void MoreGradients(Dictionary<string, Func<Action>> rows)
    {
        rows["conv2d_8x3x224_k7s2p3_64_fwdbwd"] = Both(() => R(8, 3, 224, 224), () => R(64, 3, 7, 7), (x, w) => F.conv2d(x, w, null, [2, 2], [3, 3]));
        rows["conv1x1_8x64x56_256_fwdbwd"] = Both(() => R(8, 64, 56, 56), () => R(256, 64, 1, 1), (x, w) => F.conv2d(x, w));
        rows["depthwise_8x128x28_k3p1_fwdbwd"] = Both(() => R(8, 128, 28, 28), () => R(128, 1, 3, 3),
            (x, w) => F.conv2d(x, w, null, [1, 1], [1, 1], [1, 1], 128));
        rows["grid_sample_8x16x56_fwdbwd"] = Both(() => R(8, 16, 56, 56), () => rand(8, 56, 56, 2) * 2 - 1,
            (x, g) => F.grid_sample(x, g, align_corners: false));
        rows["avg_pool2d_8x64x112_k2_fwdbwd"] = Backward(() => R(8, 64, 112, 112), x => F.avg_pool2d(x, 2).sum());
    }
}
