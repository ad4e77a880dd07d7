"""The part of ``Module`` that moves and casts its tensors."""

import lucid
from lucid import Tensor


def _replace(parameter, value):
    """Gives a parameter the numbers of ``value``, keeping the parameter object that optimizers hold."""
    parameter.data = value
    return parameter


class ConversionMethods:
    """Device and dtype changes, all through ``_apply``."""

    def _apply(self, fn, recurse=True):
        """Applies ``fn`` to every parameter, gradient and buffer, in place; returns the module."""
        if recurse:
            for module in self.children():
                module._apply(fn)
        for name, parameter in self._parameters.items():
            if parameter is None:
                continue
            with lucid.no_grad():
                value = fn(parameter)
            if value is not parameter:
                self._parameters[name] = _replace(parameter, value)
            gradient = parameter.grad
            if gradient is not None:
                with lucid.no_grad():
                    new_gradient = fn(gradient)
                if new_gradient is not gradient:
                    new_gradient.requires_grad_(gradient.requires_grad)
                    parameter.grad = new_gradient
        for name, buffer in self._buffers.items():
            if buffer is not None:
                self._buffers[name] = fn(buffer)
        return self

    def to(self, *args, **kwargs):
        """Moves and/or casts the parameters and buffers, in place; returns the module.

        Forms: ``to(device=None, dtype=None, non_blocking=False)``, ``to(dtype, non_blocking=False)``,
        ``to(tensor, non_blocking=False)``. A dtype applies to floating point (and complex) tensors only.

        Raises:
            TypeError: the dtype is neither floating point nor complex, or an argument is not understood.
        """
        device, dtype, non_blocking = _parse_to(*args, **kwargs)
        if dtype is not None and not (dtype.is_floating_point or dtype.is_complex):
            raise TypeError(
                f"nn.Module.to only accepts floating point or complex dtypes, but got desired dtype={dtype}")
        keywords = {"non_blocking": True} if non_blocking else {}

        def convert(tensor):
            cast = dtype is not None and (tensor.is_floating_point() or tensor.is_complex())
            if device is None:
                return tensor.to(dtype, **keywords) if cast else tensor
            return tensor.to(device, dtype, **keywords) if cast else tensor.to(device, **keywords)

        return self._apply(convert)

    def to_empty(self, *, device=None, recurse=True):
        """Moves the tensors to ``device`` without copying their numbers (they are undefined afterwards)."""
        return self._apply(lambda tensor: lucid.empty_like(tensor, device=device), recurse=recurse)

    def cpu(self):
        """Moves all parameters and buffers to the CPU."""
        return self._apply(lambda tensor: tensor.cpu())

    def metal(self):
        """Moves all parameters and buffers to the GPU stream."""
        return self._apply(lambda tensor: tensor.to("metal"))

    def type(self, dst_type):
        """Casts all parameters and buffers to ``dst_type``."""
        return self._apply(lambda tensor: tensor.to(dst_type))

    def _cast_floating(self, dtype):
        return self._apply(lambda tensor: tensor.to(dtype) if tensor.is_floating_point() else tensor)

    def float(self):
        """Casts floating point parameters and buffers to float32."""
        return self._cast_floating(lucid.float32)

    def double(self):
        """Casts floating point parameters and buffers to float64."""
        return self._cast_floating(lucid.float64)

    def half(self):
        """Casts floating point parameters and buffers to float16."""
        return self._cast_floating(lucid.float16)

    def bfloat16(self):
        """Casts floating point parameters and buffers to bfloat16."""
        return self._cast_floating(lucid.bfloat16)

    def share_memory(self):
        """Moves all parameters and buffers to memory that processes share; returns the module."""
        return self._apply(lambda tensor: tensor.share_memory_())


def _parse_to(*args, device=None, dtype=None, non_blocking=False, memory_format=None, tensor=None, other=None):
    reference = tensor if tensor is not None else other
    for position, value in enumerate(args):
        if isinstance(value, Tensor):
            reference = value
        elif isinstance(value, lucid.dtype):
            dtype = value
        elif isinstance(value, bool):
            non_blocking = value
        elif isinstance(value, (str, int, lucid.device)):
            device = value
        elif value is not None:
            raise TypeError(
                f"to() received an invalid argument at position {position + 1}: expected a device, a dtype or a "
                f"Tensor, got {type(value).__name__}"
            )
    if reference is not None:
        device, dtype = reference.device, reference.dtype
    return device, dtype, non_blocking
