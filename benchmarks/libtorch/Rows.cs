using System;
using System.Collections.Generic;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Lucid.Benchmarks.LibTorch;

/// <summary>The rows of benchmarks/table, in TorchSharp's words. Results are disposed as Python would drop them.</summary>
internal static partial class Rows
{
    private static Tensor R(params long[] shape) => randn(shape);

    /// <summary>A row of one call that gives one tensor.</summary>
    private static Func<Action> One(Func<Tensor> x, Func<Tensor, Tensor> call) => () =>
    {
        Tensor a = x();
        return () => call(a).Dispose();
    };

    private static Func<Action> Two(Func<Tensor> x, Func<Tensor> y, Func<Tensor, Tensor, Tensor> call) => () =>
    {
        Tensor a = x(), b = y();
        return () => call(a, b).Dispose();
    };

    private static Func<Action> Three(Func<Tensor> x, Func<Tensor> y, Func<Tensor> z, Func<Tensor, Tensor, Tensor, Tensor> call) => () =>
    {
        Tensor a = x(), b = y(), c = z();
        return () => call(a, b, c).Dispose();
    };

    private static Func<Action> Pair(Func<Tensor> x, Func<Tensor, (Tensor, Tensor)> call) => () =>
    {
        Tensor a = x();
        return () =>
        {
            (Tensor first, Tensor second) = call(a);
            first.Dispose();
            second.Dispose();
        };
    };

    /// <summary>A row that runs backward: the call gives the scalar, or the result with its own gradient.</summary>
    private static Func<Action> Backward(Func<Tensor> x, Func<Tensor, Tensor> call) => () =>
    {
        Tensor a = x().requires_grad_();
        return () =>
        {
            using DisposeScope scope = NewDisposeScope();
            a.grad?.Dispose();
            a.grad = null;
            call(a).backward();
        };
    };

    public static void Baseline(Dictionary<string, Func<Action>> rows)
    {
        rows["add_16"] = Two(() => R(16), () => R(16), (a, b) => a + b);
        rows["relu_16"] = One(() => R(16), a => a.relu());
        rows["mul_sum_backward_16"] = Backward(() => R(16), a => (a * a).sum());
        foreach ((string tag, long n) in ((string, long)[])[("1e6", 1_000_000), ("1e7", 10_000_000)])
        {
            rows["add_" + tag] = Two(() => R(n), () => R(n), (a, b) => a + b);
            rows["mul_" + tag] = Two(() => R(n), () => R(n), (a, b) => a * b);
            rows["relu_" + tag] = One(() => R(n), a => a.relu());
            rows["exp_" + tag] = One(() => R(n), exp);
            rows["tanh_" + tag] = One(() => R(n), tanh);
            rows["gelu_" + tag] = One(() => R(n), a => F.gelu(a));
            rows["sigmoid_" + tag] = One(() => R(n), sigmoid);
            rows["softmax_rows1000_" + tag] = One(() => R(n / 1000, 1000), a => softmax(a, 1));
            rows["softmax_flat_" + tag] = One(() => R(n), a => softmax(a, 0));
        }
        Reductions(rows);
        Products(rows);
        Networks(rows);
        Training(rows);
        rows["sort_1e6"] = Pair(() => R(1_000_000), a => { var s = sort(a); return (s.values, s.indices); });
        rows["fft_c64_2p20"] = One(() => randn(1 << 20, dtype: complex64), a => fft.fft_(a));
        rows["fft2_c64_1024sq"] = One(() => randn(1024, 1024, dtype: complex64), a => fft.fft2(a));
        rows["rfft_2p20"] = One(() => R(1 << 20), a => fft.rfft(a));
        rows["svd_256"] = () =>
        {
            Tensor a = R(256, 256);
            return () =>
            {
                using DisposeScope scope = NewDisposeScope();
                linalg.svd(a);
            };
        };
        rows["eigh_256"] = Pair(() => Definite(256), a => linalg.eigh(a));
        rows["cholesky_512"] = One(() => Definite(512), a => linalg.cholesky(a));
        rows["solve_512_512rhs"] = Two(() => Definite(512), () => R(512, 512), (a, b) => linalg.solve(a, b));
        rows["solve_512_vec"] = Two(() => Definite(512), () => R(512), (a, b) => linalg.solve(a, b));
    }

    private static Tensor Definite(long n)
    {
        Tensor a = R(n, n);
        return a.matmul(a.t()) / n + eye(n);
    }

    private static void Reductions(Dictionary<string, Func<Action>> rows)
    {
        foreach (string shape in (string[])["1e7", "last_4096sq", "first_4096sq"])
        {
            Func<Tensor> x = shape == "1e7" ? () => R(10_000_000) : () => R(4096, 4096);
            long dim = shape[0] == 'l' ? 1 : 0;
            rows["sum_" + shape] = One(x, shape == "1e7" ? a => a.sum() : a => a.sum(dim));
            rows["mean_" + shape] = One(x, shape == "1e7" ? a => a.mean() : a => a.mean([dim]));
            rows["max_" + shape] = shape == "1e7" ? One(x, a => a.max()) : Pair(x, a => { var m = a.max(dim); return (m.values, m.indexes); });
            rows["argmax_" + shape] = One(x, shape == "1e7" ? a => a.argmax() : a => a.argmax(dim));
        }
        rows["transpose_copy_4096sq"] = One(() => R(4096, 4096), a => a.t().contiguous());
        rows["transpose_copy_into_4096sq"] = () =>
        {
            Tensor a = R(4096, 4096).t(), o = empty(4096, 4096);
            return () => o.copy_(a);
        };
    }

    private static void Products(Dictionary<string, Func<Action>> rows)
    {
        foreach (long n in (long[])[64, 256, 1024, 2048]) rows["matmul_" + n] = Two(() => R(n, n), () => R(n, n), (a, b) => mm(a, b));
        rows["matmul_64x784x256"] = Two(() => R(64, 784), () => R(784, 256), (a, b) => mm(a, b));
        rows["bmm_32x128"] = Two(() => R(32, 128, 128), () => R(32, 128, 128), (a, b) => bmm(a, b));
        rows["linear_relu_b128_512"] = Three(() => R(128, 512), () => R(512, 512), () => R(512), (x, w, b) =>
        {
            using Tensor y = F.linear(x, w, b);
            return y.relu();
        });
    }

    private static void Networks(Dictionary<string, Func<Action>> rows)
    {
        rows["conv2d_8x3x224_k7s2p3_64"] = Three(() => R(8, 3, 224, 224), () => R(64, 3, 7, 7), () => R(64), (x, w, b) => F.conv2d(x, w, b, [2, 2], [3, 3]));
        rows["conv2d_8x64x56_k3p1_64"] = Three(() => R(8, 64, 56, 56), () => R(64, 64, 3, 3), () => R(64), (x, w, b) => F.conv2d(x, w, b, [1, 1], [1, 1]));
        rows["conv2d_8x64x56_k3p1_64_fwdbwd"] = () =>
        {
            Tensor x = R(8, 64, 56, 56).requires_grad_(), w = R(64, 64, 3, 3).requires_grad_(), g = R(8, 64, 56, 56);
            return () =>
            {
                using DisposeScope scope = NewDisposeScope();
                Forget(x, w);
                F.conv2d(x, w, null, [1, 1], [1, 1]).backward([g]);
            };
        };
        rows["depthwise_8x128x28_k3p1"] = Two(() => R(8, 128, 28, 28), () => R(128, 1, 3, 3), (x, w) => F.conv2d(x, w, null, [1, 1], [1, 1], [1, 1], 128));
        rows["max_pool2d_8x64x112_k3s2p1"] = One(() => R(8, 64, 112, 112), x => F.max_pool2d(x, 3, 2, 1));
        rows["batch_norm_train_8x64x56"] = () =>
        {
            Tensor x = R(8, 64, 56, 56), w = R(64), b = R(64), mean = zeros(64), variance = ones(64);
            return () => F.batch_norm(x, mean, variance, w, b, true, 0.1, 1e-5).Dispose();
        };
        rows["layer_norm_4096x1024"] = Three(() => R(4096, 1024), () => R(1024), () => R(1024), (x, w, b) => F.layer_norm(x, [1024], w, b));
        // TorchSharp has the embedding as a module only; indexing the rows moves the same bytes.
        rows["embedding_30000x256_32x128"] = Two(() => R(30000, 256), () => randint(0, 30000, [32, 128], dtype: int64), (w, i) => w.index(TensorIndex.Tensor(i)));
        rows["sdpa_2x8x512x64"] = Three(() => R(2, 8, 512, 64), () => R(2, 8, 512, 64), () => R(2, 8, 512, 64),
            (q, k, v) => F.scaled_dot_product_attention(q, k, v));
        rows["sdpa_by_hand_2x8x512x64"] = Three(() => R(2, 8, 512, 64), () => R(2, 8, 512, 64), () => R(2, 8, 512, 64), (q, k, v) =>
        {
            using DisposeScope scope = NewDisposeScope();
            return softmax(q.matmul(k.transpose(-1, -2)) * 0.125, -1).matmul(v).MoveToOuterDisposeScope();
        });
        rows["lstm_256_b32_s64_fwd"] = () =>
        {
            var net = nn.LSTM(256, 256);
            Tensor x = R(64, 32, 256);
            return () =>
            {
                using DisposeScope scope = NewDisposeScope();
                using var none = no_grad();
                net.call(x);
            };
        };
        rows["lstm_256_b32_s64_fwdbwd"] = () =>
        {
            var net = nn.LSTM(256, 256);
            Tensor x = R(64, 32, 256);
            return () =>
            {
                using DisposeScope scope = NewDisposeScope();
                net.zero_grad();
                net.call(x).Item1.sum().backward();
            };
        };
        rows["cross_entropy_1024x1000"] = Two(() => R(1024, 1000), () => randint(0, 1000, [1024], dtype: int64), (x, y) => F.cross_entropy(x, y));
        rows["cross_entropy_1024x1000_fwdbwd"] = () =>
        {
            Tensor y = randint(0, 1000, [1024], dtype: int64);
            return Backward(() => R(1024, 1000), x => F.cross_entropy(x, y))();
        };
    }

    private static void Forget(params Tensor[] tensors)
    {
        foreach (Tensor tensor in tensors)
        {
            tensor.grad?.Dispose();
            tensor.grad = null;
        }
    }
}
