"""Where Lucid differs from PyTorch on purpose; docs/differences.md gives the same reasons (a test compares them)."""

import pathlib
import re

# Ops whose numbers are random: only types and shapes are compared.
RANDOM = {
    "bernoulli",
    "binomial",
    "cauchy",
    "exponential",
    "geometric",
    "log_normal",
    "multinomial",
    "normal",
    "poisson",
    "rand",
    "rand_like",
    "randint",
    "randint_like",
    "randn",
    "randn_like",
    "randperm",
    "uniform",
    "empty",
    "empty_like",
    "new_empty",
    "empty_strided",
    "new_empty_strided",
    "empty_permuted",
}
RANDOM_PATHS = {
    "nn.functional.dropout",
    "nn.functional.dropout2d",
    "nn.functional.dropout3d",
    "nn.functional.alpha_dropout",
    "nn.functional.feature_alpha_dropout",
    "nn.functional.rrelu",
    "nn.functional.fractional_max_pool2d",
    "nn.functional.fractional_max_pool3d",
    "nn.functional.gumbel_softmax",
    "nn.functional.scaled_dot_product_attention",
    "nn.functional.multi_head_attention_forward",
}

# Entries of PyTorch's list that are not compared, and why.
NOT_COMPARED = {
    "to_sparse": "sparse tensors",
    "chalf": "complex32",
    "nn.functional.triplet_margin_with_distance_loss": "the samples hold Python functions of PyTorch",
    "__getitem__": "compared by the indexing tests: the samples hold Python objects that only PyTorch reads",
}

# Entries that are not run on the recorded stream, and why.
NOT_ON_METAL = {
    "as_strided.partial_views": "moving a view moves its elements only, not the storage that these samples look at",
    "tensor_split": "positions in a tensor must lie on the processor, as in PyTorch",
}

OPEN = pathlib.Path(__file__).with_name("open_differences.txt")


class Difference:
    """A deliberate difference: where it shows, what the finding looks like, and why.

    Attributes:
        ops: names without variant, or None for all. aspects, dtypes: where, or None. pattern: what the finding says.
        reason: the line of docs/differences.md, by its first column.
    """

    def __init__(self, reason, pattern, ops=None, aspects=None, dtypes=None):
        self.reason = reason
        self.pattern = re.compile(pattern, re.DOTALL)
        self.ops = None if ops is None else set(ops.split())
        self.aspects = None if aspects is None else set(aspects.split())
        self.dtypes = None if dtypes is None else set(dtypes.split())

    def covers(self, name, aspect, dtype, trouble):
        return (
            (self.ops is None or name in self.ops)
            and (self.aspects is None or aspect in self.aspects)
            and (self.dtypes is None or dtype in self.dtypes)
            and self.pattern.search(trouble) is not None
        )


DIFFERENCES = [
    Difference(
        "element types that PyTorch's kernel lacks",
        r"refusal: PyTorch: (NotImplementedError|RuntimeError)\(.*"
        r"(not (implemented|supported|currently)|does not support).*Lucid: gave",
    ),
    Difference(
        "element types without elements",
        r"refusal: PyTorch: gave Tensor \((\d+, )*0[,)].*Lucid: (DtypeMismatch|NotImplementedError)",
    ),
    Difference(
        "element types without elements",
        r"refusal: PyTorch: gave Tensor.*Lucid: NotImplementedError\(.*not implemented for 'bool'",
        ops="mm bmm matmul mv dot linear nn.functional.linear nn.functional.bilinear addmm baddbmm addbmm addmv einsum "
        "tensordot __rmatmul__",
    ),
    Difference(
        "numbers where a tensor is asked for",
        r"refusal: PyTorch: TypeError.*must be Tensor, not (int|float|complex|bool).*Lucid: gave",
    ),
    Difference("half types with complex numbers", r"complex32 in PyTorch, complex64 in Lucid"),
    Difference(
        "half types with complex numbers", r"input must be float32 or float64, but is float16", ops="view_as_complex"
    ),
    Difference("`prod(dim=(0, 1))`", r"refusal: PyTorch: TypeError.*Lucid: gave", ops="prod"),
    Difference("`logsumexp()` without `dim`", r"refusal: PyTorch: TypeError.*Lucid: gave", ops="logsumexp"),
    Difference("`argmax`, `argmin` of bool", r"does not support bool input.*Lucid: gave", ops="argmax argmin"),
    Difference("`square` of bool", r"Lucid: (NotImplementedError|DtypeMismatch)", ops="square", dtypes="bool"),
    Difference(
        "element types without elements",
        r"refusal: PyTorch: gave .*Lucid: "
        r"(DtypeMismatch\('linalg\.|NotImplementedError\(\"matmul: not implemented for 'bool')",
    ),
    Difference(
        "signs and phases of eigenvectors and singular vectors, order of complex eigenvalues",
        r"(result( \d)?|gradient \d): \d+ of \d+ differ|loss (function )?depends on (this|the phase)",
        ops="linalg.eig linalg.eigvals linalg.eigh linalg.svd svd",
    ),
    Difference("`linalg.vander`", r"result", ops="linalg.vander"),
    Difference("`linalg.vander`", r"gradient", ops="linalg.vander"),
    Difference("`matrix_exp` of half types and of large matrices", r"result: ", ops="matrix_exp linalg.matrix_exp"),
    Difference(
        "Bessel functions `special.bessel_j0` ... `bessel_y1`",
        r"result: \d+ of \d+ differ",
        ops="special.bessel_j0 special.bessel_j1 special.bessel_y0 special.bessel_y1",
    ),
    Difference(
        "orthogonal polynomials beyond the largest number",
        r"nan in PyTorch, -?inf in Lucid",
        ops="special.chebyshev_polynomial_t special.chebyshev_polynomial_u special.chebyshev_polynomial_v "
        "special.chebyshev_polynomial_w special.hermite_polynomial_h special.hermite_polynomial_he "
        "special.laguerre_polynomial_l special.legendre_polynomial_p special.shifted_chebyshev_polynomial_t "
        "special.shifted_chebyshev_polynomial_u special.shifted_chebyshev_polynomial_v "
        "special.shifted_chebyshev_polynomial_w",
    ),
    Difference(
        "`signal.windows.kaiser` with a large `beta`",
        r"result: \d+ of \d+ differ",
        "signal.windows.kaiser",
        "reference",
    ),
    Difference("windows of a sparse `layout`", r"strided tensors only.*Lucid: gave", aspects="errors"),
    Difference(
        "`special.polygamma` in single precision",
        r"result: \d+ of \d+ differ",
        ops="special.polygamma",
        dtypes="float32 int8 int16 uint8 int32 int64 bool float16 bfloat16",
    ),
    Difference("conjugates", r"strides .* in PyTorch", ops="conj H mH adjoint resolve_conj vdot"),
    Difference("reflected operators called by name", r"gave NotImplementedType; Lucid: TypeError"),
    Difference(
        "reflected operators called by name",
        r"strides",
        ops="__radd__ __rmul__ __rand__ __ror__ __rxor__",
        aspects="reference",
    ),
    Difference(
        "element types of tensors without dimensions",
        r"refusal: PyTorch: gave (cummax|cummin|kthvalue|mode); Lucid: NotImplementedError",
        ops="cummax cummin kthvalue mode",
    ),
    Difference(
        "in-place results of another shape (`addbmm_` of one element)",
        r"doesn't match the broadcast shape",
        ops="addbmm",
        aspects="variants",
    ),
    Difference(
        "`training` of `alpha_dropout`, `feature_alpha_dropout`",
        r"to be scaled|Feature dropout requires|strides",
        ops="nn.functional.alpha_dropout nn.functional.feature_alpha_dropout",
    ),
    Difference(
        "`out=` of `ihfft2`, `ihfftn`", r"shape \(0,\) in PyTorch", ops="fft.ihfft2 fft.ihfftn", aspects="variants"
    ),
    Difference(
        "imaginary part of complex `logcumsumexp`",
        r"result: \d+ of",
        ops="logcumsumexp",
        aspects="values strided reference",
        dtypes="complex64 complex128",
    ),
    Difference(
        "element types without elements", r"PyTorch: gave histogram.*not implemented for '(b?float16)'", ops="histogram"
    ),
    Difference(
        "element types without elements", r"^result: \w+ in PyTorch, float32 in Lucid", ops="nn.functional.group_norm"
    ),
    Difference("gradient of `as_strided_scatter`", r"gradient", ops="as_strided_scatter", aspects="gradients"),
    Difference("complex products with infinities", r"(nan|inf)", ops="log1p ldexp", dtypes="complex64 complex128"),
    Difference("`polygamma` at poles", r"in PyTorch, inf in Lucid", ops="polygamma"),
    Difference("`sparse=True`", r"sparse gradients are not available", ops="nn.functional.embedding"),
    Difference(
        "numbers where a tensor is asked for", r"invalid combination of arguments - got \(int, Tensor\)", ops="rsub"
    ),
    Difference("more than 64 dimensions", r"a tensor has at most 64 dimensions"),
    Difference(
        "`out=` that shares memory with an operand",
        r"refusal: PyTorch: RuntimeError\('unsupported operation: some elements of the input.*Lucid: gave",
    ),
    Difference(
        "half types in transposed convolutions, adaptive means, interpolation and grid sampling",
        r"result: \d+ of \d+ differ",
        ops="nn.functional.conv_transpose1d nn.functional.conv_transpose2d nn.functional.conv_transpose3d "
        "nn.functional.adaptive_avg_pool3d nn.functional.interpolate nn.functional.grid_sample",
        dtypes="float16 bfloat16",
    ),
    Difference(
        "interpolation of bytes",
        r"result: \d+ of \d+ differ",
        ops="nn.functional.interpolate nn.functional.upsample_bilinear",
        dtypes="uint8",
    ),
]


def is_random(name):
    """Whether an op's numbers are random; ``name`` may carry a variant."""
    return name.split(".")[0] in RANDOM or any(name == path or name.startswith(path + ".") for path in RANDOM_PATHS)


def known(name, aspect, dtype, trouble):
    """Whether a finding is a deliberate difference."""
    return any(difference.covers(name, aspect, dtype, trouble) for difference in DIFFERENCES)


def open_differences():
    """Findings that are defects not yet mended: lines of ``name aspect dtype`` in open_differences.txt."""
    lines = OPEN.read_text(encoding="utf-8").splitlines() if OPEN.exists() else []
    return {tuple(line.split()) for line in lines if line and not line.startswith("#")}
