"""Convolutional layers."""

import math

import lucid

from .. import functional as F
from .. import init
from ..module import Module
from ..parameter import Parameter
from ._tuples import repeated

__all__ = ["Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"]


class _ConvNd(Module):
    """What all convolutional layers have: checks, parameters, their first numbers, the text in ``repr``.

    Weight and bias start from ``U(-b, b)``, ``b = 1 / sqrt(fan_in)``.

    Raises:
        ValueError: ``groups`` does not divide the channels, or ``padding`` or ``padding_mode`` is unknown.
    """

    dims = 2
    transposed = False

    def __init__(
        self, in_channels, out_channels, kernel_size, stride, padding, dilation, output_padding, groups, bias,
        padding_mode, device, dtype,
    ):  # fmt: skip
        super().__init__()
        if groups <= 0:
            raise ValueError("groups must be a positive integer")
        if in_channels % groups != 0:
            raise ValueError("in_channels must be divisible by groups")
        if out_channels % groups != 0:
            raise ValueError("out_channels must be divisible by groups")
        if isinstance(padding, str):
            if padding not in ("same", "valid"):
                raise ValueError(f"Invalid padding string {padding!r}, should be one of {{'same', 'valid'}}")
            if padding == "same" and any(s != 1 for s in repeated(stride, self.dims)):
                raise ValueError("padding='same' is not supported for strided convolutions")
        if padding_mode not in ("zeros", "reflect", "replicate", "circular"):
            raise ValueError(
                "padding_mode must be one of {'zeros', 'reflect', 'replicate', 'circular'}, but got "
                f"padding_mode='{padding_mode}'"
            )
        self.in_channels, self.out_channels = in_channels, out_channels
        self.kernel_size, self.stride = repeated(kernel_size, self.dims), repeated(stride, self.dims)
        self.padding = padding if isinstance(padding, str) else repeated(padding, self.dims)
        self.dilation, self.output_padding = repeated(dilation, self.dims), repeated(output_padding, self.dims)
        self.groups, self.padding_mode = groups, padding_mode
        self._reversed_padding_repeated_twice = self._borders()
        first, second = (in_channels, out_channels) if self.transposed else (out_channels, in_channels)
        self.weight = Parameter(lucid.empty((first, second // groups, *self.kernel_size), device=device, dtype=dtype))
        if bias:
            self.bias = Parameter(lucid.empty(out_channels, device=device, dtype=dtype))
        else:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def _borders(self):
        """Padding as ``F.pad`` takes it: pairs, last dimension first."""
        if not isinstance(self.padding, str):
            return [pad for pad in reversed(self.padding) for _ in range(2)]
        borders = []
        for size, step in zip(reversed(self.kernel_size), reversed(self.dilation)):
            total = step * (size - 1) if self.padding == "same" else 0
            borders += [total // 2, total - total // 2]
        return borders

    def reset_parameters(self):
        """Draws weight and bias anew."""
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        if self.bias is not None:
            fan_in = self.weight.shape[1] * math.prod(self.kernel_size)
            if fan_in != 0:
                bound = 1 / math.sqrt(fan_in)
                init.uniform_(self.bias, -bound, bound)

    def _values(self):
        parameters = self._parameters
        try:
            # Straight from the dictionary: __getattr__ costs more than a small layer does.
            return parameters["weight"], parameters["bias"]
        except KeyError:  # reparametrized: the value is computed by a property
            return self.weight, self.bias

    def extra_repr(self):
        """Channels, extents and whatever differs from the defaults."""
        text = f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}, stride={self.stride}"
        if self.padding != (0,) * len(self.padding):
            text += f", padding={self.padding}"
        if self.dilation != (1,) * self.dims:
            text += f", dilation={self.dilation}"
        if self.output_padding != (0,) * self.dims:
            text += f", output_padding={self.output_padding}"
        if self.groups != 1:
            text += f", groups={self.groups}"
        if self.bias is None:
            text += ", bias=False"
        if self.padding_mode != "zeros":
            text += f", padding_mode={self.padding_mode}"
        return text


class _Conv(_ConvNd):
    def __init__(
        self,
        in_channels,
        out_channels,
        kernel_size,
        stride=1,
        padding=0,
        dilation=1,
        groups=1,
        bias=True,
        padding_mode="zeros",
        device=None,
        dtype=None,
    ):
        super().__init__(
            in_channels, out_channels, kernel_size, stride, padding, dilation, 0, groups, bias, padding_mode, device,
            dtype,
        )  # fmt: skip

    def forward(self, input):
        """The convolution of input, a batch or one image."""
        weight, bias = self._values()
        padding = self.padding
        if self.padding_mode != "zeros":
            input = F.pad(input, self._reversed_padding_repeated_twice, mode=self.padding_mode)
            padding = 0
        return self._function(input, weight, bias, self.stride, padding, self.dilation, self.groups)


class Conv1d(_Conv):
    """Cross-correlation over ``(N, C, L)`` or ``(C, L)``.

    Args:
        in_channels, out_channels: C and the output's channels. kernel_size, stride, dilation: of the window.
        padding: on both sides, or "valid" or "same". groups: that do not see each other's channels.
        padding_mode: "zeros", "reflect", "replicate" or "circular".

    Attributes:
        weight: ``(out_channels, in_channels / groups, k)``. bias: ``(out_channels,)`` or None. Both start from
            ``U(-b, b)``, ``b = 1 / sqrt(in_channels / groups * k)``.

    Raises:
        ValueError: ``groups`` does not divide the channels, or ``padding`` or ``padding_mode`` is unknown.
    """

    dims = 1
    _function = staticmethod(lucid.conv1d)


class Conv2d(_Conv):
    """Cross-correlation over ``(N, C, H, W)`` or ``(C, H, W)``: see :class:`Conv1d`."""

    dims = 2
    _function = staticmethod(lucid.conv2d)


class Conv3d(_Conv):
    """Cross-correlation over ``(N, C, D, H, W)`` or ``(C, D, H, W)``: see :class:`Conv1d`."""

    dims = 3
    _function = staticmethod(lucid.conv3d)


class _ConvTranspose(_ConvNd):
    transposed = True

    def __init__(
        self,
        in_channels,
        out_channels,
        kernel_size,
        stride=1,
        padding=0,
        output_padding=0,
        groups=1,
        bias=True,
        dilation=1,
        padding_mode="zeros",
        device=None,
        dtype=None,
    ):
        if padding_mode != "zeros":
            raise ValueError(f'Only "zeros" padding mode is supported for {type(self).__name__}')
        super().__init__(
            in_channels, out_channels, kernel_size, stride, padding, dilation, output_padding, groups, bias,
            padding_mode, device, dtype,
        )  # fmt: skip

    def forward(self, input, output_size=None):
        """The transposed convolution of input.

        Args:
            output_size: the extents of the result, which a stride leaves open; between the least and a stride more.

        Raises:
            ValueError: ``output_size`` is not possible.
        """
        weight, bias = self._values()
        more = self.output_padding if output_size is None else self._output_padding(input, output_size)
        return self._function(input, weight, bias, self.stride, self.padding, more, self.groups, self.dilation)

    def _output_padding(self, input, output_size):
        dims = self.dims
        skipped = 2 if input.dim() == dims + 2 else 1
        wanted = tuple(output_size)
        if len(wanted) == skipped + dims:
            wanted = wanted[skipped:]
        if len(wanted) != dims:
            raise ValueError(
                f"ConvTranspose{dims}D: for {input.dim()}D input, output_size must have {dims} or {skipped + dims} "
                f"elements (got {len(wanted)})"
            )
        least = [
            (input.shape[d + skipped] - 1) * self.stride[d]
            - 2 * self.padding[d]
            + self.dilation[d] * (self.kernel_size[d] - 1)
            + 1
            for d in range(dims)
        ]
        most = [low + self.stride[d] - 1 for d, low in enumerate(least)]
        if any(not low <= size <= high for size, low, high in zip(wanted, least, most)):
            raise ValueError(
                f"requested an output size of {wanted}, but valid sizes range from {least} to {most} (for an input of "
                f"{tuple(input.shape)[2:]})"
            )
        return [size - low for size, low in zip(wanted, least)]


class ConvTranspose1d(_ConvTranspose):
    """The transpose of :class:`Conv1d` as a linear map.

    Args:
        output_padding: added to the output's length. The others are :class:`Conv1d`'s.

    Attributes:
        weight: ``(in_channels, out_channels / groups, k)``. bias: ``(out_channels,)`` or None. Both start from
            ``U(-b, b)``, ``b = 1 / sqrt(out_channels / groups * k)``.
    """

    dims = 1
    _function = staticmethod(lucid.conv_transpose1d)


class ConvTranspose2d(_ConvTranspose):
    """The transpose of :class:`Conv2d` as a linear map: see :class:`ConvTranspose1d`."""

    dims = 2
    _function = staticmethod(lucid.conv_transpose2d)


class ConvTranspose3d(_ConvTranspose):
    """The transpose of :class:`Conv3d` as a linear map: see :class:`ConvTranspose1d`."""

    dims = 3
    _function = staticmethod(lucid.conv_transpose3d)
