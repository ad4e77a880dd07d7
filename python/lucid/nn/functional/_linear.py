"""Linear maps."""

import lucid

from ._argument_names import also_named
from ._in_place import into

__all__ = ["bilinear", "fused_linear_gelu", "fused_linear_relu", "linear"]


@also_named(x="input")
def linear(input, weight, bias=None, out=None):
    """``input @ weight.T + bias``.

    Shapes: input ``(*, in_features)``, weight ``(out_features, in_features)`` or ``(in_features,)``,
    bias ``(out_features,)``; result ``(*, out_features)``.

    Raises:
        ShapeMismatch: the last dimension of input is not weight's.
    """
    return into(lucid.linear(input, weight, bias), out)


@also_named(x="input")
def fused_linear_relu(input, weight, bias):
    """``relu(linear(input, weight, bias))`` in one kernel when no gradient is needed; same numbers either way."""
    return lucid.fused_linear_relu(input, weight, bias)


@also_named(x="input")
def fused_linear_gelu(input, weight, bias, approximate="tanh"):
    """``gelu(linear(input, weight, bias), approximate)``, in one kernel when no gradient is needed."""
    return lucid.fused_linear_gelu(input, weight, bias, approximate)


@also_named(x1="input1", x2="input2")
def bilinear(input1, input2, weight, bias=None):
    """``y_o = input1 @ weight_o @ input2 + bias_o``.

    Shapes: input1 ``(*, in1)``, input2 ``(*, in2)``, weight ``(out, in1, in2)``, bias ``(out,)``; result ``(*, out)``.

    Raises:
        ValueError: the leading dimensions of the inputs differ, or a last dimension is not weight's.
    """
    if input1.shape[:-1] != input2.shape[:-1]:
        raise ValueError(
            f"bilinear(): input batch dimensions do not match: got {tuple(input1.shape)} and {tuple(input2.shape)}"
        )
    out_features, in1, in2 = weight.shape
    if input1.shape[-1] != in1 or input2.shape[-1] != in2:
        raise ValueError(
            f"bilinear(): input1 is {tuple(input1.shape)} and input2 {tuple(input2.shape)}; weight "
            f"{tuple(weight.shape)} needs last dimensions {in1} and {in2}"
        )
    leading = tuple(input1.shape[:-1])
    left = input1.reshape(-1, in1) @ weight.permute(1, 0, 2).reshape(in1, out_features * in2)
    result = (left.reshape(-1, out_features, in2) * input2.reshape(-1, 1, in2)).sum(-1)
    result = result.reshape(*leading, out_features)
    result = result if bias is None else result + bias
    # Sums of integers are int64; PyTorch's stay in the type of the operands.
    return result.to(input1.dtype)
