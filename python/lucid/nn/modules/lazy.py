"""Layers that learn their input's channels from the first input."""

import lucid

from ..parameter import UninitializedParameter
from .conv import (
    Conv1d, Conv2d, Conv3d, ConvTranspose1d, ConvTranspose2d, ConvTranspose3d,
)  # fmt: skip

__all__ = [
    "LazyConv1d", "LazyConv2d", "LazyConv3d", "LazyConvTranspose1d", "LazyConvTranspose2d", "LazyConvTranspose3d",
    "LazyModuleMixin",
]  # fmt: skip


class LazyModuleMixin:
    """For modules some of whose parameters get their shapes from the first input.

    A subclass makes those an ``UninitializedParameter``, defines ``initialize_parameters(*args, **kwargs)``, which is
    called with the first input, and names in ``cls_to_become`` the class that the module is from then on.
    """

    cls_to_become = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._initialize_hook = self.register_forward_pre_hook(_infer_parameters, with_kwargs=True)

    def initialize_parameters(self, *args, **kwargs):
        """Gives the parameters their shapes; every subclass defines it.

        Raises:
            NotImplementedError: the subclass does not define it.
        """
        raise NotImplementedError(f"initialize_parameters is not implemented for {type(self).__name__}")

    def has_uninitialized_params(self):
        """Whether a parameter or buffer still lacks its shape."""
        owned = (*self._parameters.values(), *self._buffers.values())
        return any(getattr(tensor, "materialize", None) is not None for tensor in owned)


def _infer_parameters(module, args, kwargs):
    module.initialize_parameters(*args, **(kwargs or {}))
    if module.has_uninitialized_params():
        raise RuntimeError(f"module {type(module).__name__} has not been fully initialized")
    module._initialize_hook.remove()
    del module._initialize_hook
    if module.cls_to_become is not None:
        module.__class__ = module.cls_to_become


class _LazyConv(LazyModuleMixin):
    def __init__(self, out_channels, kernel_size, *args, bias=True, device=None, dtype=None, **kwargs):
        # Surplus positional arguments are those of the convolution behind in_channels, bias among them.
        names = self._positional
        if len(args) > len(names):
            raise TypeError(f"{type(self).__name__}: takes at most {len(names) + 2} positional arguments")
        given = dict(zip(names, args))
        repeated = given.keys() & kwargs.keys()
        if repeated:
            raise TypeError(f"{type(self).__name__}: got multiple values for argument '{sorted(repeated)[0]}'")
        bias = given.pop("bias", bias)
        super().__init__(0, 0, kernel_size, bias=False, device=device, dtype=dtype, **given, **kwargs)
        self.weight = UninitializedParameter(device=device, dtype=dtype)
        self.out_channels = out_channels
        if bias:
            self.bias = UninitializedParameter(device=device, dtype=dtype)

    def reset_parameters(self):
        """Draws weight and bias anew, once they have their shapes."""
        if self.in_channels != 0 and not self.has_uninitialized_params():
            super().reset_parameters()

    def initialize_parameters(self, input, *args, **kwargs):
        """Takes the channels from ``(N, C, ...)`` or ``(C, ...)``.

        Raises:
            RuntimeError: input has another number of dimensions. ValueError: ``groups`` does not divide its channels.
        """
        if not self.has_uninitialized_params():
            return
        dims = self.dims
        if input.dim() not in (dims + 1, dims + 2):
            raise RuntimeError(
                f"Expected {dims + 1}D (unbatched) or {dims + 2}D (batched) input to {type(self).__name__}, but got "
                f"input of size: {tuple(input.shape)}"
            )
        self.in_channels = input.shape[-dims - 1]
        if self.in_channels % self.groups != 0:
            raise ValueError("in_channels must be divisible by groups")
        first, second = self.in_channels, self.out_channels
        if not self.transposed:
            first, second = second, first
        with lucid.no_grad():
            self.weight.materialize((first, second // self.groups, *self.kernel_size))
            if self.bias is not None:
                self.bias.materialize((self.out_channels,))
        self.reset_parameters()


class _LazyConvForward(_LazyConv):
    _positional = ("stride", "padding", "dilation", "groups", "bias", "padding_mode")


class _LazyConvTranspose(_LazyConv):
    _positional = ("stride", "padding", "output_padding", "groups", "bias", "dilation", "padding_mode")


class LazyConv1d(_LazyConvForward, Conv1d):
    """:class:`Conv1d` whose ``in_channels`` is that of the first input; it then becomes one."""

    cls_to_become = Conv1d


class LazyConv2d(_LazyConvForward, Conv2d):
    """:class:`Conv2d` whose ``in_channels`` is that of the first input; it then becomes one."""

    cls_to_become = Conv2d


class LazyConv3d(_LazyConvForward, Conv3d):
    """:class:`Conv3d` whose ``in_channels`` is that of the first input; it then becomes one."""

    cls_to_become = Conv3d


class LazyConvTranspose1d(_LazyConvTranspose, ConvTranspose1d):
    """:class:`ConvTranspose1d` whose ``in_channels`` is that of the first input; it then becomes one."""

    cls_to_become = ConvTranspose1d


class LazyConvTranspose2d(_LazyConvTranspose, ConvTranspose2d):
    """:class:`ConvTranspose2d` whose ``in_channels`` is that of the first input; it then becomes one."""

    cls_to_become = ConvTranspose2d


class LazyConvTranspose3d(_LazyConvTranspose, ConvTranspose3d):
    """:class:`ConvTranspose3d` whose ``in_channels`` is that of the first input; it then becomes one."""

    cls_to_become = ConvTranspose3d
