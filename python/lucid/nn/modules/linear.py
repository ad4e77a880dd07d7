"""Linear layers."""

import math

import lucid

from .. import functional as F
from .. import init
from ..functional._argument_names import also_named
from ..module import Module
from ..parameter import Parameter

__all__ = ["Bilinear", "FusedLinear", "Identity", "Linear"]


class Identity(Module):
    """Returns its input; accepts and ignores any constructor arguments."""

    def __init__(self, *args, **kwargs):
        super().__init__()

    def forward(self, input):
        """Returns ``input``."""
        return input


class Linear(Module):
    """``y = x @ weight.T + bias``.

    Shapes: input ``(*, in_features)``, output ``(*, out_features)``, weight ``(out_features, in_features)``,
    bias ``(out_features,)``. Both start from ``U(-1/sqrt(in_features), 1/sqrt(in_features))``.
    """

    def __init__(self, in_features, out_features, bias=True, device=None, dtype=None):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        self.weight = Parameter(lucid.empty((out_features, in_features), device=device, dtype=dtype))
        if bias:
            self.bias = Parameter(lucid.empty(out_features, device=device, dtype=dtype))
        else:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def reset_parameters(self):
        """Draws weight and bias anew."""
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        if self.bias is not None:
            bound = 1 / math.sqrt(self.in_features) if self.in_features > 0 else 0
            init.uniform_(self.bias, -bound, bound)

    def forward(self, input):
        """Applies the linear map to input of shape ``(*, in_features)``."""
        parameters = self._parameters
        try:
            # Straight from the dictionary: __getattr__ costs more than a small product does.
            weight, bias = parameters["weight"], parameters["bias"]
        except KeyError:  # reparametrized: the value is computed by a property
            weight, bias = self.weight, self.bias
        return lucid.linear(input, weight, bias)

    def extra_repr(self):
        """Sizes and bias."""
        return f"in_features={self.in_features}, out_features={self.out_features}, bias={self.bias is not None}"


class FusedLinear(Linear):
    """:class:`Linear` followed by an activation, in one kernel when no gradient is needed.

    Args:
        activation: "relu" or "gelu" (the tanh approximation).

    Raises:
        ValueError: another activation is named.
    """

    def __init__(self, in_features, out_features, activation="relu", bias=True, device=None, dtype=None):
        if activation not in ("relu", "gelu"):
            raise ValueError(f"FusedLinear: activation must be 'relu' or 'gelu', got {activation!r}")
        super().__init__(in_features, out_features, bias, device, dtype)
        self.activation = activation

    def forward(self, input):
        """Applies the linear map and the activation to input of shape ``(*, in_features)``."""
        fused = F.fused_linear_relu if self.activation == "relu" else F.fused_linear_gelu
        return fused(input, self.weight, self.bias)

    def extra_repr(self):
        """Sizes, bias and activation."""
        return f"{super().extra_repr()}, activation={self.activation}"


class Bilinear(Module):
    """``y_o = x1 @ weight_o @ x2 + bias_o``.

    Shapes: inputs ``(*, in1_features)`` and ``(*, in2_features)``, output ``(*, out_features)``.

    Raises:
        ValueError: ``in1_features`` is not positive.
    """

    def __init__(self, in1_features, in2_features, out_features, bias=True, device=None, dtype=None):
        super().__init__()
        if in1_features <= 0:
            raise ValueError(f"in1_features must be > 0, but got {in1_features}")
        self.in1_features = in1_features
        self.in2_features = in2_features
        self.out_features = out_features
        self.weight = Parameter(lucid.empty((out_features, in1_features, in2_features), device=device, dtype=dtype))
        if bias:
            self.bias = Parameter(lucid.empty(out_features, device=device, dtype=dtype))
        else:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def reset_parameters(self):
        """Draws weight and bias anew from ``U(-1/sqrt(in1), 1/sqrt(in1))``."""
        bound = 1 / math.sqrt(self.in1_features)
        init.uniform_(self.weight, -bound, bound)
        if self.bias is not None:
            init.uniform_(self.bias, -bound, bound)

    @also_named(x1="input1", x2="input2")
    def forward(self, input1, input2):
        """Applies the bilinear map."""
        return F.bilinear(input1, input2, self.weight, self.bias)

    def extra_repr(self):
        """Sizes and bias."""
        return (
            f"in1_features={self.in1_features}, in2_features={self.in2_features}, "
            f"out_features={self.out_features}, bias={self.bias is not None}"
        )
