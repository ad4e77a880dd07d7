"""Rows for the kernels beyond the baseline: scans, ordering, data movement, types, random numbers, networks."""
from .row import Rows, normal, recorded

kernels = Rows()
M = 10**6
ROWS = (4096, 1024)
ROWS_BYTES = 4 * 4096 * 1024

# Pointwise: other functions, operands and types.
for name in ("log", "log1p", "expm1", "sin", "erf", "rsqrt", "lgamma", "digamma"):
    kernels.function(f"{name}_1e6", name, (M,), read=4e6, written=4e6)
for name in ("silu", "softplus", "mish"):
    kernels.function(f"{name}_1e6", f"nn.functional.{name}", (M,), read=4e6, written=4e6)
kernels.method("div_1e6", "x / y", x=(M,), y=(M,), read=8e6, written=4e6)
kernels.method("pow_1e6", "x.abs() ** y", x=(M,), y=(M,), read=8e6, written=4e6)
kernels.method("mul_number_1e6", "x * 1.5", x=(M,), read=4e6, written=4e6)
kernels.method("add_row_1e6", "x + y", x=(1000, 1000), y=(1000,), read=4e6, written=4e6)
kernels.method("add_column_1e6", "x + y", x=(1000, 1000), y=(1000, 1), read=4e6, written=4e6)
kernels.method("add_transposed_1e6", "x + y.t()", x=(1000, 1000), y=(1000, 1000), read=8e6, written=4e6)
kernels.method("greater_1e6", "x > y", x=(M,), y=(M,), read=8e6, written=1e6)
kernels.method("where_1e6", "lib.where(x > 0, x, y)", x=(M,), y=(M,), read=8e6, written=4e6)
kernels.method("clamp_1e6", "x.clamp(-1, 1)", x=(M,), read=4e6, written=4e6)
kernels.method("addcmul_1e6", "lib.addcmul(x, y, z)", x=(M,), y=(M,), z=(M,), read=12e6, written=4e6)
for dtype, size in (("float64", 8), ("float16", 2), ("bfloat16", 2), ("int64", 8)):
    kernels.method(f"add_{dtype}_1e6", "x + y", dtype=dtype, x=(M,), y=(M,), read=2e6 * size, written=1e6 * size)
for dtype, size in (("float64", 8), ("bfloat16", 2)):
    kernels.method(f"exp_{dtype}_1e6", "x.exp()", dtype=dtype, x=(M,), read=1e6 * size, written=1e6 * size)
for dtype, size in (("float64", 8), ("float16", 2), ("bfloat16", 2), ("int64", 8)):
    kernels.method(f"to_{dtype}_1e6", f"x.to(lib.{dtype})", x=(M,), read=4e6, written=1e6 * size)

# Reductions and scans.
for name in ("prod", "std", "amin", "argmin"):
    kernels.function(f"{name}_1e7", name, (10 * M,), read=4e7)
kernels.method("norm_1e7", "lib.linalg.vector_norm(x)", x=(10 * M,), read=4e7)
kernels.method("var_last_4096x1024", "x.var(1)", x=ROWS, read=ROWS_BYTES)
kernels.method("var_first_4096x1024", "x.var(0)", x=ROWS, read=ROWS_BYTES)
kernels.method("logsumexp_last_4096x1024", "x.logsumexp(1)", x=ROWS, read=ROWS_BYTES)
kernels.method("sum_middle_64x256x256", "x.sum(1)", x=(64, 256, 256), read=4 * 64 * 256 * 256)
kernels.method("sum_float64_1e6", "x.sum()", dtype="float64", x=(M,), read=8e6)
kernels.method("sum_bfloat16_1e6", "x.sum()", dtype="bfloat16", x=(M,), read=2e6)
kernels.method("any_1e6", "x.any()", dtype="bool", x=(M,))
for name in ("cumsum", "cumprod", "cummax", "logcumsumexp"):
    kernels.function(f"{name}_1e6", name, (M,), 0, read=4e6, written=12e6 if name == "cummax" else 4e6)
kernels.method("cumsum_last_4096x1024", "x.cumsum(1)", x=ROWS, read=ROWS_BYTES, written=ROWS_BYTES)
kernels.method("cumsum_first_4096x1024", "x.cumsum(0)", x=ROWS, read=ROWS_BYTES, written=ROWS_BYTES)

# Ordering.
kernels.method("sort_rows_1000x1000", "x.sort(1)", x=(1000, 1000), read=4e6, written=12e6)
kernels.method("argsort_first_1000x1000", "x.argsort(0)", x=(1000, 1000), read=4e6, written=8e6)
kernels.method("topk100_1e6", "x.topk(100)", x=(M,), read=4e6)
kernels.method("topk10_rows_1000x1000", "x.topk(10, 1)", x=(1000, 1000), read=4e6)
kernels.method("kthvalue_1e6", "x.kthvalue(500000)", x=(M,), read=4e6)
kernels.method("median_1e6", "x.median()", x=(M,), read=4e6)
kernels.method("histc_1e6", "lib.histc(x, 100, -4, 4)", x=(M,), read=4e6)


def integers(high: int, count: int, **others):
    def prepare(library):
        library.manual_seed(0)
        made = {"lib": library, "places": library.randint(0, high, (count,))}
        return {**made, **{name: library.randn(*shape) for name, shape in others.items()}}
    return prepare


@kernels.prepared("searchsorted_1e6_in_1e5", "search(x, y)", read=4e6, written=8e6)
def _(library):
    return {"search": library.searchsorted, "x": library.randn(100_000).sort()[0], "y": library.randn(M)}


@kernels.prepared("bucketize_1e6_in_100", "bucketize(y, x)", read=4e6, written=8e6)
def _(library):
    return {"bucketize": library.bucketize, "x": library.linspace(-3, 3, 100), "y": library.randn(M)}


kernels.add("sort_int64_1e6", "places.sort()", integers(10**9, M), read=8e6, written=16e6)
kernels.add("unique_1e6_of_1e3", "lib.unique(places)", integers(1000, M), read=8e6)
kernels.add("unique_1e6_of_1e9", "lib.unique(places)", integers(10**9, M), read=8e6, written=8e6)
kernels.add("bincount_1e6", "lib.bincount(places)", integers(1000, M), read=8e6)

# Data movement.
kernels.method("clone_1e7", "x.clone()", x=(10 * M,), read=4e7, written=4e7)
kernels.method("permute_copy_8x64x56x56", "x.permute(0, 2, 3, 1).contiguous()", x=(8, 64, 56, 56),
               read=4 * 8 * 64 * 3136, written=4 * 8 * 64 * 3136)
kernels.method("transpose_copy_1000x1003", "x.t().contiguous()", x=(1000, 1003), read=4e6, written=4e6)
kernels.method("cat_4x1e6", "lib.cat((x, x, x, x))", x=(M,), read=4e6, written=16e6)
kernels.method("cat_columns_4x1000x250", "lib.cat((x, x, x, x), 1)", x=(1000, 250), read=1e6, written=4e6)
kernels.method("flip_1e6", "x.flip(1)", x=(1000, 1000), read=4e6, written=4e6)
kernels.method("roll_1e6", "x.roll(100, 1)", x=(1000, 1000), read=4e6, written=4e6)
kernels.method("masked_select_1e6", "x[x > 0]", x=(M,), read=8e6, written=2e6)
kernels.method("masked_fill_1e6", "x.masked_fill(x > 0, 0.0)", x=(M,), read=4e6, written=4e6)
kernels.method("nonzero_1e6", "(x > 0).nonzero()", x=(M,), read=4e6, written=4e6)
kernels.add("index_select_rows_4096x256", "x.index_select(0, places)", integers(30000, 4096, x=(30000, 256)),
            read=4 * 4096 * 256, written=4 * 4096 * 256)
kernels.add("index_1e6", "x[places]", integers(M, M, x=(M,)), read=12e6, written=4e6)
kernels.add("index_add_rows_4096x256", "x.index_add_(0, places, y)",
            integers(30000, 4096, x=(30000, 256), y=(4096, 256)), read=8 * 4096 * 256, written=4 * 4096 * 256)
kernels.add("scatter_add_1e6", "x.scatter_add_(0, places, y)", integers(M, M, x=(M,), y=(M,)), read=16e6, written=4e6)
kernels.add("index_put_1e6", "x[places] = y", integers(M, M, x=(M,), y=(M,)), read=12e6, written=4e6)


@kernels.prepared("gather_4096x1024", "x.gather(1, places)", read=12 * 4096 * 1024, written=ROWS_BYTES)
def _(library):
    return {"places": library.randint(0, 1024, ROWS), **normal(library, x=ROWS)}


@kernels.prepared("scatter_4096x1024", "x.scatter_(1, places, y)", read=12 * 4096 * 1024, written=ROWS_BYTES)
def _(library):
    return {"places": library.randint(0, 1024, ROWS), **normal(library, x=ROWS, y=ROWS)}


# Products.
def product(rows: int, inner: int, columns: int, statement="x @ y", dtype="", **costs) -> None:
    right = (columns, inner) if ".t()" in statement else (inner, columns)
    left = (inner, rows) if statement.startswith("x.t()") else (rows, inner)
    suffix = "_" + dtype if dtype else ""
    suffix += "_transposed" if ".t()" in statement else ""
    costs = {"flops": 2.0 * rows * inner * columns, "target": 1.2, **costs}
    kernels.method(f"matmul_{rows}x{inner}x{columns}{suffix}", statement, dtype=dtype, x=left, y=right, **costs)


product(16, 16, 16)
product(128, 128, 128)
product(512, 512, 512, target=0.97)
product(4096, 64, 64)
product(1, 4096, 4096, read=4 * 4096 * 4096)
product(1, 4096, 4096, "x @ y.t()", read=4 * 4096 * 4096)
product(33, 65, 127)
product(128, 256, 10, "x @ y.t()")
product(8, 512, 512, "x @ y.t()")
product(512, 512, 512, dtype="float64", flops=4.0 * 512**3, target=0.97)      # float64: half the peak
product(512, 512, 512, dtype="bfloat16", target=1.0)
product(256, 256, 256, dtype="complex64", flops=8.0 * 256**3, target=0.97)


@kernels.prepared("matmul_64x4096x64_left_transposed", "x.t() @ y", flops=2 * 64 * 64 * 4096, target=1.2)
def _(library):
    return normal(library, x=(4096, 64), y=(4096, 64))


kernels.method("einsum_bhid_bhjd", "lib.einsum('bhid,bhjd->bhij', x, y)", x=(2, 8, 256, 64), y=(2, 8, 256, 64),
               flops=2 * 16 * 256 * 256 * 64)


# Transforms.
def transform(name, path, *shape, dtype="complex64", size=8) -> None:
    count = 1
    for extent in shape:
        count *= extent

    @kernels.prepared(name, "transform(x)", read=size * count, written=size * count)
    def _(library):
        library.manual_seed(0)
        return {"transform": getattr(library.fft, path), "x": library.randn(*shape, dtype=getattr(library, dtype))}


transform("fft_1000_rows_of_1000", "fft", 1000, 1000)
transform("fft_1000_rows_of_1009", "fft", 1000, 1009)
transform("fft_complex128_2p18", "fft", 2**18, dtype="complex128", size=16)
transform("irfft_2p20", "irfft", 2**19 + 1)
transform("rfft2_1024sq", "rfft2", 1024, 1024, dtype="float32", size=4)
transform("fft_64_rows_of_256", "fft", 64, 256)

# Random numbers.
kernels.function("rand_1e6", "rand", M, written=4e6)
kernels.function("randn_1e6", "randn", M, written=4e6)
kernels.function("randint_1e6", "randint", 0, 1000, f"({M},)", written=8e6)
kernels.function("randperm_1e6", "randperm", M, written=8e6)
kernels.method("bernoulli_1e6", "lib.empty(1000000).bernoulli_(0.3)", written=4e6)
kernels.method("exponential_1e6", "lib.empty(1000000).exponential_()", written=4e6)
kernels.method("dropout_1e6", "F.dropout(x, 0.5)", x=(M,), read=4e6, written=4e6)


@kernels.prepared("poisson_1e6", "poisson(x)", read=4e6, written=4e6)
def _(library):
    return {"poisson": library.poisson, "x": library.rand(M) * 10}


@kernels.prepared("multinomial_1e5", "multinomial(x, 100000, True)")
def _(library):
    return {"multinomial": library.multinomial, "x": library.rand(1000)}


# Networks.
IMAGE = (8, 64, 56, 56)
IMAGE_BYTES = 4 * 8 * 64 * 56 * 56
both = {"read": IMAGE_BYTES, "written": IMAGE_BYTES}
kernels.method("log_softmax_first_1000x1000", "lib.log_softmax(x, 0)", x=(1000, 1000), read=4e6, written=4e6)
kernels.method("group_norm_8x64x56", "F.group_norm(x, 8, w, b)", x=IMAGE, w=(64,), b=(64,), **both)
kernels.method("instance_norm_8x64x56", "F.instance_norm(x)", x=IMAGE, **both)
kernels.method("rms_norm_4096x1024", "F.rms_norm(x, (1024,), w)", x=ROWS, w=(1024,), read=ROWS_BYTES,
               written=ROWS_BYTES)


@kernels.prepared("batch_norm_eval_8x64x56", "batch_norm(x, mean, var, w, b)", **both)
def _(library):
    return {"batch_norm": library.nn.functional.batch_norm, "mean": library.zeros(64), "var": library.ones(64),
            **normal(library, x=IMAGE, w=(64,), b=(64,))}


def differentiated(name, call, read=0, written=0, flops=0, target=1.0, **shapes) -> None:
    """Forward and backward, the gradient of the result being ones."""
    forget = " = ".join(f"{key}.grad" for key in shapes)
    @kernels.prepared(name, f"{forget} = None; {call}.sum().backward()", read=read, written=written, flops=flops,
                      target=target)
    def _(library):
        return {"F": library.nn.functional, **recorded(library, **shapes)}


differentiated("layer_norm_4096x1024_fwdbwd", "F.layer_norm(x, (1024,))", 3 * ROWS_BYTES, 2 * ROWS_BYTES, x=ROWS)
differentiated("gelu_1e6_fwdbwd", "F.gelu(x)", 12e6, 8e6, x=(M,))
differentiated("max_pool2d_8x64x112_fwdbwd", "F.max_pool2d(x, 3, 2, 1)", 4 * IMAGE_BYTES, 4 * IMAGE_BYTES,
               x=(8, 64, 112, 112))
differentiated("softmax_4096x1024_fwdbwd", "x.softmax(1)", 3 * ROWS_BYTES, 2 * ROWS_BYTES, x=ROWS)
differentiated("sdpa_2x8x512x64_fwdbwd", "F.scaled_dot_product_attention(x, x, x)", x=(2, 8, 512, 64))

kernels.method("avg_pool2d_8x64x112_k2", "F.avg_pool2d(x, 2)", x=(8, 64, 112, 112), read=4 * IMAGE_BYTES,
               written=IMAGE_BYTES)
kernels.method("adaptive_avg_pool2d_8x64x56", "F.adaptive_avg_pool2d(x, 7)", x=IMAGE, read=IMAGE_BYTES)
kernels.method("conv1x1_8x64x56_256", "F.conv2d(x, w)", x=IMAGE, w=(256, 64, 1, 1), flops=2 * 8 * 256 * 3136 * 64,
               target=1.25)
kernels.method("conv_transpose2d_8x64x28_k4s2p1", "F.conv_transpose2d(x, w, None, 2, 1)", x=(8, 64, 28, 28),
               w=(64, 64, 4, 4), flops=2 * 8 * 64 * 784 * 64 * 16, target=1.25)
kernels.method("conv1d_16x64x1024_k5", "F.conv1d(x, w, None, 1, 2)", x=(16, 64, 1024), w=(64, 64, 5),
               flops=2 * 16 * 64 * 1024 * 64 * 5, target=1.25)
differentiated("conv2d_8x3x224_k7s2p3_64_fwdbwd", "F.conv2d(x, w, None, 2, 3)", x=(8, 3, 224, 224), w=(64, 3, 7, 7),
               flops=6 * 8 * 64 * 112 * 112 * 3 * 49, target=1.25)
differentiated("conv1x1_8x64x56_256_fwdbwd", "F.conv2d(x, w)", x=IMAGE, w=(256, 64, 1, 1),
               flops=6 * 8 * 256 * 3136 * 64, target=1.25)
differentiated("depthwise_8x128x28_k3p1_fwdbwd", "F.conv2d(x, w, None, 1, 1, 1, 128)", x=(8, 128, 28, 28),
               w=(128, 1, 3, 3), read=12 * 8 * 128 * 784, written=8 * 8 * 128 * 784, target=1.25)
differentiated("avg_pool2d_8x64x112_k2_fwdbwd", "F.avg_pool2d(x, 2)", 5 * IMAGE_BYTES, 5 * IMAGE_BYTES,
               x=(8, 64, 112, 112))


@kernels.prepared("conv2d_8x64x56_k3p1_64_channels_last", "conv2d(x, w, None, 1, 1)", flops=2 * 8 * 64 * 3136 * 64 * 9,
                  target=1.25)
def _(library):
    tensors = normal(library, x=IMAGE, w=(64, 64, 3, 3))
    return {"conv2d": library.nn.functional.conv2d,
            **{name: tensor.to(memory_format=library.channels_last) for name, tensor in tensors.items()}}


kernels.method("interpolate_bilinear_8x16x56", "F.interpolate(x, scale_factor=2, mode='bilinear')", x=(8, 16, 56, 56),
               read=IMAGE_BYTES / 4, written=IMAGE_BYTES)
kernels.method("unfold_8x16x56_k3", "F.unfold(x, 3, 1, 1)", x=(8, 16, 56, 56), read=IMAGE_BYTES / 4,
               written=9 * IMAGE_BYTES / 4)


@kernels.prepared("grid_sample_8x16x56", "grid_sample(x, grid, align_corners=False)")
def _(library):
    return {"grid_sample": library.nn.functional.grid_sample, "x": library.randn(8, 16, 56, 56),
            "grid": library.rand(8, 56, 56, 2) * 2 - 1}


@kernels.prepared("grid_sample_8x16x56_fwdbwd",
                  "x.grad = grid.grad = None; grid_sample(x, grid, align_corners=False).sum().backward()")
def _(library):
    return {"grid_sample": library.nn.functional.grid_sample, "x": library.randn(8, 16, 56, 56).requires_grad_(True),
            "grid": (library.rand(8, 56, 56, 2) * 2 - 1).requires_grad_(True)}


@kernels.prepared("embedding_bag_30000x256_32x128", "bag(places, x)", read=4 * 4096 * 256)
def _(library):
    return {"bag": library.nn.functional.embedding_bag, "places": library.randint(0, 30000, (32, 128)),
            **normal(library, x=(30000, 256))}


@kernels.prepared("gru_256_b32_s64_fwd", "with no_grad(): net(x)", flops=2 * 64 * 32 * 768 * 512, target=1.3)
def _(library):
    library.manual_seed(0)
    return {"net": library.nn.GRU(256, 256), "x": library.randn(64, 32, 256), "no_grad": library.no_grad}


@kernels.prepared("ctc_loss_50x16x20", "ctc_loss(x, targets, lengths, target_lengths)")
def _(library):
    library.manual_seed(0)
    return {"ctc_loss": library.nn.functional.ctc_loss, "x": library.randn(50, 16, 20).log_softmax(2),
            "targets": library.randint(1, 20, (16, 10)), "lengths": library.full((16,), 50, dtype=library.int64),
            "target_lengths": library.full((16,), 10, dtype=library.int64)}


@kernels.prepared("adam_step_100x10000", "optimizer.step()", read=16e6, written=12e6)
def _(library):
    parameters = [library.randn(10000).requires_grad_(True) for _ in range(100)]
    for parameter in parameters:
        parameter.grad = library.randn(10000)
    return {"optimizer": library.optim.Adam(parameters, lr=1e-3)}


# What a call costs when the work is next to nothing.
kernels.method("mul_number_16", "x * 2.0", x=(16,))
kernels.method("sum_16", "x.sum()", x=(16,))
kernels.method("slice_16", "x[2:7]", x=(16,))
kernels.method("reshape_16", "x.reshape(4, 4)", x=(16,))
kernels.method("item", "x.item()", x=(1,))


@kernels.prepared("add_recorded_16", "x + y")
def _(library):
    return recorded(library, x=(16,), y=(16,))
