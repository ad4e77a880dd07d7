"""Parameters as one flat vector, and back."""

import lucid

__all__ = ["parameters_to_vector", "vector_to_parameters"]


def _check_one_device(device, tensor):
    if device is not None and tensor.device != device:
        raise TypeError("Found two parameters on different devices, this is currently not supported.")
    return tensor.device


def parameters_to_vector(parameters):
    """All parameters' numbers, one after the other, as a vector that gradients flow through.

    Raises:
        TypeError: the parameters are on different devices.
    """
    device, parts = None, []
    for parameter in parameters:
        device = _check_one_device(device, parameter)
        parts.append(parameter.reshape(-1))
    return lucid.cat(parts)


def vector_to_parameters(vec, parameters):
    """Gives each parameter its slice of ``vec`` as its data.

    Raises:
        TypeError: ``vec`` is not a tensor, or the parameters are on different devices.
    """
    if not isinstance(vec, lucid.Tensor):
        raise TypeError(f"expected lucid.Tensor, but got: {type(vec).__name__}")
    device, start = None, 0
    for parameter in parameters:
        device = _check_one_device(device, parameter)
        end = start + parameter.numel()
        parameter.data = vec[start:end].view_as(parameter).data
        start = end
