"""The rows whose PyTorch times were known before there was a kernel: what the project set out to win."""
from .row import Rows, normal, positive_definite, recorded

baseline = Rows()
SQUARE = 4096 * 4096 * 4        # bytes

baseline.method("add_16", "x + y", x=(16,), y=(16,))
baseline.function("relu_16", "relu", (16,))


@baseline.prepared("mul_sum_backward_16", "x.grad = None; (x * x).sum().backward()")
def _(library):
    return recorded(library, x=(16,))


def pointwise(tag: str, n: int, target: float) -> None:
    two, one = {"read": 8 * n, "written": 4 * n}, {"read": 4 * n, "written": 4 * n}
    baseline.method(f"add_{tag}", "x + y", x=(n,), y=(n,), **two, target=target)
    baseline.method(f"mul_{tag}", "x * y", x=(n,), y=(n,), **two, target=target)
    baseline.method(f"add_out_{tag}", "lib.add(x, y, out=z)", x=(n,), y=(n,), z=(n,), **two)
    for name in ("relu", "exp", "tanh", "nn.functional.gelu", "sigmoid"):
        baseline.function(f"{name.split('.')[-1]}_{tag}", name, (n,), **one, target=target)
    baseline.function(f"softmax_rows1000_{tag}", "softmax", (n // 1000, 1000), 1, **one)
    baseline.function(f"softmax_flat_{tag}", "softmax", (n,), 0, **one)


pointwise("1e6", 10**6, 1.0)
pointwise("1e7", 10**7, 5.0)

for reduction in ("sum", "mean", "max", "argmax"):
    by_place = 5.0 if reduction in ("max", "argmax") else 1.0
    baseline.function(f"{reduction}_1e7", reduction, (10**7,), read=4e7)
    baseline.function(f"{reduction}_last_4096sq", reduction, (4096, 4096), 1, read=SQUARE)
    baseline.function(f"{reduction}_first_4096sq", reduction, (4096, 4096), 0, read=SQUARE, target=by_place)
baseline.method("transpose_copy_4096sq", "x.t().contiguous()", x=(4096, 4096), read=SQUARE, written=SQUARE, target=2.5)
baseline.method("transpose_copy_into_4096sq", "y.copy_(x.t())", x=(4096, 4096), y=(4096, 4096), read=SQUARE,
                written=SQUARE, target=2.5)

for size in (64, 256, 1024, 2048):
    baseline.function(f"matmul_{size}", "mm", (size, size), (size, size), flops=2 * size**3,
                      target=1.2 if size == 64 else 0.97)
baseline.function("matmul_64x784x256", "mm", (64, 784), (784, 256), flops=2 * 64 * 784 * 256, target=1.2)
baseline.function("bmm_32x128", "bmm", (32, 128, 128), (32, 128, 128), flops=64 * 128**3)
baseline.method("linear_relu_b128_512", "lib.relu(F.linear(x, w, b))", x=(128, 512), w=(512, 512), b=(512,),
                flops=2 * 128 * 512 * 512)

CONVOLUTION = 2 * 8 * 64 * 56 * 56 * 64 * 9
baseline.method("conv2d_8x3x224_k7s2p3_64", "F.conv2d(x, w, b, 2, 3)", x=(8, 3, 224, 224), w=(64, 3, 7, 7), b=(64,),
                flops=2 * 8 * 64 * 112 * 112 * 3 * 49, target=1.25)
baseline.method("conv2d_8x64x56_k3p1_64", "F.conv2d(x, w, b, 1, 1)", x=(8, 64, 56, 56), w=(64, 64, 3, 3), b=(64,),
                flops=CONVOLUTION, target=1.25)


@baseline.prepared("conv2d_8x64x56_k3p1_64_fwdbwd", "x.grad = w.grad = None; conv2d(x, w, None, 1, 1).backward(y)",
                   flops=3 * CONVOLUTION, target=1.25)
def _(library):
    return {"conv2d": library.nn.functional.conv2d, "y": library.randn(8, 64, 56, 56),
            **recorded(library, x=(8, 64, 56, 56), w=(64, 64, 3, 3))}


baseline.method("depthwise_8x128x28_k3p1", "F.conv2d(x, w, None, 1, 1, 1, 128)", x=(8, 128, 28, 28), w=(128, 1, 3, 3),
                flops=2 * 8 * 128 * 28 * 28 * 9, read=4 * 8 * 128 * 784, written=4 * 8 * 128 * 784, target=1.25)
baseline.function("max_pool2d_8x64x112_k3s2p1", "nn.functional.max_pool2d", (8, 64, 112, 112), 3, 2, 1,
                  read=4 * 8 * 64 * 112 * 112, written=8 * 64 * 112 * 112, target=5.0)


@baseline.prepared("batch_norm_train_8x64x56", "batch_norm(x, mean, var, w, b, True, 0.1, 1e-5)",
                   read=4 * 8 * 64 * 56 * 56, written=4 * 8 * 64 * 56 * 56)
def _(library):
    return {"batch_norm": library.nn.functional.batch_norm, "mean": library.zeros(64), "var": library.ones(64),
            **normal(library, x=(8, 64, 56, 56), w=(64,), b=(64,))}


baseline.method("layer_norm_4096x1024", "F.layer_norm(x, (1024,), w, b)", x=(4096, 1024), w=(1024,), b=(1024,),
                read=4 * 4096 * 1024, written=4 * 4096 * 1024)


@baseline.prepared("embedding_30000x256_32x128", "embedding(places, x)", read=4 * 4096 * 256, written=4 * 4096 * 256)
def _(library):
    return {"embedding": library.nn.functional.embedding, "places": library.randint(0, 30000, (32, 128)),
            **normal(library, x=(30000, 256))}


ATTENTION = {"q": (2, 8, 512, 64), "k": (2, 8, 512, 64), "v": (2, 8, 512, 64), "flops": 4 * 2 * 8 * 512 * 512 * 64}
baseline.method("sdpa_2x8x512x64", "F.scaled_dot_product_attention(q, k, v)", **ATTENTION, target=2.0)
baseline.method("sdpa_by_hand_2x8x512x64", "lib.softmax(q @ k.transpose(-1, -2) * 0.125, -1) @ v", **ATTENTION)


def recurrent(library):
    library.manual_seed(0)
    return {"net": library.nn.LSTM(256, 256), "x": library.randn(64, 32, 256), "no_grad": library.no_grad}


LSTM = 2 * 64 * 32 * 1024 * 512
baseline.add("lstm_256_b32_s64_fwd", "with no_grad(): net(x)", recurrent, flops=LSTM, target=1.3)
baseline.add("lstm_256_b32_s64_fwdbwd", "net.zero_grad(); net(x)[0].sum().backward()", recurrent, flops=3 * LSTM,
             target=1.3)


@baseline.prepared("cross_entropy_1024x1000", "cross_entropy(x, y)", read=4.096e6)
def _(library):
    return {"cross_entropy": library.nn.functional.cross_entropy, "y": library.randint(0, 1000, (1024,)),
            **normal(library, x=(1024, 1000))}


@baseline.prepared("cross_entropy_1024x1000_fwdbwd", "x.grad = None; cross_entropy(x, y).backward()", read=8.192e6,
                   written=4.096e6)
def _(library):
    return {"cross_entropy": library.nn.functional.cross_entropy, "y": library.randint(0, 1000, (1024,)),
            **recorded(library, x=(1024, 1000))}


STEP = "optimizer.zero_grad(); loss(net(x), y).backward(); optimizer.step()"


def training(library, net, optimizer, x, y, loss="cross_entropy", **options):
    stepper = getattr(library.optim, optimizer)(net.parameters(), **options)
    return {"net": net, "optimizer": stepper, "x": x, "y": y, "loss": getattr(library.nn.functional, loss)}


@baseline.prepared("train_mlp_784_256_10_b64_adam", STEP, flops=6 * 64 * (784 * 256 + 256 * 10))
def _(library):
    library.manual_seed(0)
    nn = library.nn
    net = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))
    return training(library, net, "Adam", library.randn(64, 784), library.randint(0, 10, (64,)), lr=1e-3)


@baseline.prepared("train_lenet_b64_adam", STEP)
def _(library):
    library.manual_seed(0)
    nn = library.nn
    net = nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))
    return training(library, net, "Adam", library.randn(64, 1, 28, 28), library.randint(0, 10, (64,)), lr=1e-3)


@baseline.prepared("train_resblock64_b8_32x32_sgd", STEP)
def _(library):
    nn = library.nn

    class Residual(nn.Module):
        def __init__(self):
            super().__init__()
            self.stem = nn.Conv2d(3, 64, 3, padding=1)
            self.first = nn.Conv2d(64, 64, 3, padding=1, bias=False)
            self.first_norm = nn.BatchNorm2d(64)
            self.second = nn.Conv2d(64, 64, 3, padding=1, bias=False)
            self.second_norm = nn.BatchNorm2d(64)
            self.head = nn.Linear(64, 10)

        def forward(self, x):
            x = library.relu(self.stem(x))
            y = self.second_norm(self.second(library.relu(self.first_norm(self.first(x)))))
            return self.head(library.relu(x + y).mean((2, 3)))
    library.manual_seed(0)
    return training(library, Residual(), "SGD", library.randn(8, 3, 32, 32), library.randint(0, 10, (8,)), lr=0.01,
                    momentum=0.9)


@baseline.prepared("train_encoder_d256_h8_s128_b8_adam", STEP)
def _(library):
    library.manual_seed(0)
    net = library.nn.TransformerEncoderLayer(256, 8, 1024, dropout=0.0, batch_first=True)
    return training(library, net, "Adam", library.randn(8, 128, 256), library.randn(8, 128, 256), "mse_loss", lr=1e-3)


baseline.function("sort_1e6", "sort", (10**6,), read=4e6, written=12e6, target=4.0)


def complex_row(name, path, *shape) -> None:
    size = 8
    for extent in shape:
        size *= extent

    @baseline.prepared(name, "transform(x)", read=size, written=size)
    def _(library):
        library.manual_seed(0)
        return {"transform": getattr(library.fft, path), "x": library.randn(*shape, dtype=library.complex64)}


complex_row("fft_c64_2p20", "fft", 2**20)
complex_row("fft2_c64_1024sq", "fft2", 1024, 1024)
baseline.function("rfft_2p20", "fft.rfft", (2**20,), read=2**22, written=2**22)
baseline.function("svd_256", "linalg.svd", (256, 256))


def definite_row(name, path, size, *other, **costs) -> None:
    @baseline.prepared(name, "function(a, b)" if other else "function(a)", **costs)
    def _(library):
        library.manual_seed(0)
        prepared = {"function": getattr(library.linalg, path), "a": positive_definite(library, size)}
        return {**prepared, "b": library.randn(*other)} if other else prepared


definite_row("eigh_256", "eigh", 256)
definite_row("cholesky_512", "cholesky", 512, flops=512**3 / 3)
definite_row("solve_512_512rhs", "solve", 512, 512, 512, flops=2 * 512**3 / 3 + 2 * 512**3)
definite_row("solve_512_vec", "solve", 512, 512, flops=2 * 512**3 / 3)
