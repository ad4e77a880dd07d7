"""Matrix products, square and as networks have them."""
from .case import Case, random_tensors


def product(rows: int, inner: int, columns: int) -> Case:
    return Case(f"{rows} x {inner} @ {inner} x {columns}", "a @ b", random_tensors(a=(rows, inner), b=(inner, columns)))


CASES = [
    product(16, 16, 16),
    product(64, 64, 64),
    product(256, 256, 256),
    product(1024, 1024, 1024),
    product(64, 784, 256),
    product(1, 4096, 4096),
    Case("a @ b.t(), 128 x 256 and 10 x 256", "a @ b.t()", random_tensors(a=(128, 256), b=(10, 256))),
    Case("a @ b, 32 x (128 x 128)", "a @ b", random_tensors(a=(32, 128, 128), b=(32, 128, 128))),
    Case("relu(linear(x, w, b)), 128 x 512 to 512", "functional.relu(functional.linear(x, w, b))",
         lambda library: {"functional": library.nn.functional,
                          **random_tensors(x=(128, 512), w=(512, 512), b=(512,))(library)}),
]
