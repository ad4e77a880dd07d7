"""Activation layers: thin modules over ``lucid.nn.functional``."""

import lucid

from .. import functional as F
from ..module import Module
from ..parameter import Parameter

__all__ = [
    "CELU", "ELU", "GELU", "GLU", "Hardshrink", "Hardsigmoid", "Hardswish", "Hardtanh", "LeakyReLU", "LogSigmoid",
    "LogSoftmax", "Mish", "PReLU", "RReLU", "ReLU", "ReLU6", "SELU", "SiLU", "Sigmoid", "Softmax", "Softmax2d",
    "Softmin",
    "Softplus", "Softshrink", "Softsign", "Tanh", "Tanhshrink", "Threshold",
]  # fmt: skip


class _InPlaceActivation(Module):
    """An activation whose only setting is whether it writes into its input."""

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def extra_repr(self):
        """``inplace=True`` where set."""
        return "inplace=True" if self.inplace else ""


class ReLU(_InPlaceActivation):
    """``max(x, 0)``; any shape."""

    def forward(self, input):
        """Applies the function to each element."""
        return input.relu_() if self.inplace else input.relu()


class ReLU6(_InPlaceActivation):
    """``min(max(x, 0), 6)``; any shape."""

    def forward(self, input):
        """Applies the function to each element."""
        return F.relu6(input, self.inplace)


class SELU(_InPlaceActivation):
    """Scaled ELU of Klambauer et al. (2017); any shape."""

    def forward(self, input):
        """Applies the function to each element."""
        return F.selu(input, self.inplace)


class SiLU(_InPlaceActivation):
    """``x * sigmoid(x)``; any shape."""

    def forward(self, input):
        """Applies the function to each element."""
        return F.silu(input, self.inplace)


class Mish(_InPlaceActivation):
    """``x * tanh(softplus(x))``; any shape."""

    def forward(self, input):
        """Applies the function to each element."""
        return F.mish(input, self.inplace)


class Hardsigmoid(_InPlaceActivation):
    """``clamp(x + 3, 0, 6) / 6``; any shape."""

    def extra_repr(self):
        """Nothing, as in PyTorch."""
        return ""

    def forward(self, input):
        """Applies the function to each element."""
        return F.hardsigmoid(input, self.inplace)


class Hardswish(Hardsigmoid):
    """``x * clamp(x + 3, 0, 6) / 6``; any shape."""

    def forward(self, input):
        """Applies the function to each element."""
        return F.hardswish(input, self.inplace)


class Hardtanh(Module):
    """Clamps to ``[min_val, max_val]``; any shape.

    Raises:
        ValueError: ``max_val`` is not above ``min_val``.
    """

    def __init__(self, min_val=-1.0, max_val=1.0, inplace=False):
        super().__init__()
        self.min_val, self.max_val, self.inplace = min_val, max_val, inplace
        if max_val <= min_val:
            raise ValueError(f"max_val must be larger than min_val, got {max_val} and {min_val}")

    def forward(self, input):
        """Applies the function to each element."""
        return F.hardtanh(input, self.min_val, self.max_val, self.inplace)

    def extra_repr(self):
        """The bounds."""
        return f"min_val={self.min_val}, max_val={self.max_val}" + (", inplace=True" if self.inplace else "")


class ELU(Module):
    """``x`` where positive, else ``alpha * (exp(x) - 1)``; any shape."""

    def __init__(self, alpha=1.0, inplace=False):
        super().__init__()
        self.alpha, self.inplace = alpha, inplace

    def forward(self, input):
        """Applies the function to each element."""
        return F.elu(input, self.alpha, self.inplace)

    def extra_repr(self):
        """The slope."""
        return f"alpha={self.alpha}" + (", inplace=True" if self.inplace else "")


class CELU(ELU):
    """``x`` where positive, else ``alpha * (exp(x / alpha) - 1)``; any shape."""

    def forward(self, input):
        """Applies the function to each element."""
        return F.celu(input, self.alpha, self.inplace)


class LeakyReLU(Module):
    """``x`` where positive, else ``negative_slope * x``; any shape."""

    def __init__(self, negative_slope=0.01, inplace=False):
        super().__init__()
        self.negative_slope, self.inplace = negative_slope, inplace

    def forward(self, input):
        """Applies the function to each element."""
        return F.leaky_relu(input, self.negative_slope, self.inplace)

    def extra_repr(self):
        """The slope."""
        return f"negative_slope={self.negative_slope}" + (", inplace=True" if self.inplace else "")


class RReLU(Module):
    """Leaky ReLU with a slope drawn from ``U(lower, upper)`` in training; any shape."""

    def __init__(self, lower=1.0 / 8, upper=1.0 / 3, inplace=False):
        super().__init__()
        self.lower, self.upper, self.inplace = lower, upper, inplace

    def forward(self, input):
        """Applies the function to each element."""
        return F.rrelu(input, self.lower, self.upper, self.training, self.inplace)

    def extra_repr(self):
        """The bounds."""
        return f"lower={self.lower}, upper={self.upper}" + (", inplace=True" if self.inplace else "")


class PReLU(Module):
    """Leaky ReLU whose slope is learnt: one for all, or one per channel (dimension 1)."""

    def __init__(self, num_parameters=1, init=0.25, device=None, dtype=None):
        super().__init__()
        self.num_parameters = num_parameters
        self.init = init
        self.weight = Parameter(lucid.empty(num_parameters, device=device, dtype=dtype))
        self.reset_parameters()

    def reset_parameters(self):
        """Sets every slope to ``init``."""
        with lucid.no_grad():
            self.weight.fill_(self.init)

    def forward(self, input):
        """Applies the function to each element."""
        return F.prelu(input, self.weight)

    def extra_repr(self):
        """The number of slopes."""
        return f"num_parameters={self.num_parameters}"


class Threshold(Module):
    """``x`` where ``x > threshold``, else ``value``; any shape."""

    def __init__(self, threshold, value, inplace=False):
        super().__init__()
        self.threshold, self.value, self.inplace = threshold, value, inplace

    def forward(self, input):
        """Applies the function to each element."""
        return F.threshold(input, self.threshold, self.value, self.inplace)

    def extra_repr(self):
        """Threshold and value."""
        return f"threshold={self.threshold}, value={self.value}" + (", inplace=True" if self.inplace else "")


class GELU(Module):
    """``x * Phi(x)``; any shape.

    Args:
        approximate: "none" (exact, by erf) or "tanh".
    """

    def __init__(self, approximate="none"):
        super().__init__()
        self.approximate = approximate

    def forward(self, input):
        """Applies the function to each element."""
        return lucid.gelu(input, approximate=self.approximate)

    def extra_repr(self):
        """The form."""
        return f"approximate={self.approximate!r}"


class Sigmoid(Module):
    """``1 / (1 + exp(-x))``; any shape."""

    def forward(self, input):
        """Applies the function to each element."""
        return input.sigmoid()


class Tanh(Module):
    """Hyperbolic tangent; any shape."""

    def forward(self, input):
        """Applies the function to each element."""
        return input.tanh()


class LogSigmoid(Module):
    """``log(sigmoid(x))``; any shape."""

    def forward(self, input):
        """Applies the function to each element."""
        return F.logsigmoid(input)


class Softsign(Module):
    """``x / (1 + |x|)``; any shape."""

    def forward(self, input):
        """Applies the function to each element."""
        return F.softsign(input)


class Tanhshrink(Module):
    """``x - tanh(x)``; any shape."""

    def forward(self, input):
        """Applies the function to each element."""
        return F.tanhshrink(input)


class Softplus(Module):
    """``log(1 + exp(beta x)) / beta``, linear above ``threshold``; any shape."""

    def __init__(self, beta=1.0, threshold=20.0):
        super().__init__()
        self.beta, self.threshold = beta, threshold

    def forward(self, input):
        """Applies the function to each element."""
        return F.softplus(input, self.beta, self.threshold)

    def extra_repr(self):
        """Its settings."""
        return f"beta={self.beta}, threshold={self.threshold}"


class Hardshrink(Module):
    """``x`` where ``|x| > lambd``, else 0; any shape."""

    def __init__(self, lambd=0.5):
        super().__init__()
        self.lambd = lambd

    def forward(self, input):
        """Applies the function to each element."""
        return F.hardshrink(input, self.lambd)

    def extra_repr(self):
        """The bound."""
        return f"{self.lambd}"


class Softshrink(Hardshrink):
    """``sign(x) * max(|x| - lambd, 0)``; any shape."""

    def forward(self, input):
        """Applies the function to each element."""
        return F.softshrink(input, self.lambd)


class _AlongDim(Module):
    """A function along one dimension."""

    def __init__(self, dim=None):
        super().__init__()
        self.dim = dim

    def extra_repr(self):
        """The dimension."""
        return f"dim={self.dim}"


class GLU(_AlongDim):
    """``a * sigmoid(b)`` for the two halves of the input along ``dim``."""

    def __init__(self, dim=-1):
        super().__init__(dim)

    def forward(self, input):
        """Halves ``dim``."""
        return F.glu(input, self.dim)


class Softmax(_AlongDim):
    """``exp(x) / sum(exp(x))`` along ``dim``; any shape."""

    def forward(self, input):
        """Same shape as input; sums to 1 along ``dim``."""
        return F.softmax(input, self.dim)


class Softmin(_AlongDim):
    """``softmax(-x)`` along ``dim``; any shape."""

    def forward(self, input):
        """Same shape as input; sums to 1 along ``dim``."""
        return F.softmin(input, self.dim)


class LogSoftmax(_AlongDim):
    """``log(softmax(x))`` along ``dim``; any shape."""

    def forward(self, input):
        """Same shape as input."""
        return F.log_softmax(input, self.dim)


class Softmax2d(Module):
    """Softmax over the channels of ``(N, C, H, W)`` or ``(C, H, W)``.

    Raises:
        ValueError: the input has another number of dimensions.
    """

    def forward(self, input):
        """Same shape as input; sums to 1 over channels."""
        if input.dim() not in (3, 4):
            raise ValueError(f"Softmax2d: expected input to be 3D or 4D, got {input.dim()}D instead")
        return lucid.softmax(input, -3)
