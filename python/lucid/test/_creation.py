"""Tensors to test with."""

import lucid

__all__ = ["make_tensor"]


def make_tensor(
    *shape, dtype, device=None, low=None, high=None, requires_grad=False, noncontiguous=False, exclude_zero=False,
    memory_format=None,
):  # fmt: skip
    """A tensor of random numbers, uniform over ``[low, high)``.

    Args:
        shape: the shape, as numbers or one sequence. dtype: any type. device: where it lies.
        low, high: by default -9 and 9 for floating-point and complex numbers, -9 and 10 for integers, 0 and 10 for
            uint8, 0 and 2 for bool. requires_grad: of floating-point and complex numbers only.
        noncontiguous: only every second element of the memory is used. exclude_zero: zeros become the least number
            above zero.

    Raises:
        ValueError: ``low`` is not below ``high``, or gradients are asked for of integers.

    Example:
        >>> lucid.test.make_tensor(2, 3, dtype=lucid.float32, low=0, high=1).shape
        (2, 3)
    """
    if len(shape) == 1 and not isinstance(shape[0], int):
        shape = tuple(shape[0])
    floating = dtype.is_floating_point or dtype.is_complex
    if requires_grad and not floating:
        raise ValueError(f"make_tensor: `requires_grad` must be False for integral dtypes, got {dtype}")
    defaults = (-9, 9) if floating else {lucid.bool: (0, 2), lucid.uint8: (0, 10)}.get(dtype, (-9, 10))
    low, high = defaults[0] if low is None else low, defaults[1] if high is None else high
    if not low < high:
        raise ValueError(f"make_tensor: `low` must be less than `high`, got {low} >= {high}")
    memory = shape
    if noncontiguous and shape and shape[-1] > 1:
        memory = (*shape[:-1], 2 * shape[-1])
    if dtype.is_complex:
        kind = lucid.float32 if dtype == lucid.complex64 else lucid.float64
        parts = lucid.empty((*memory, 2), dtype=kind, device=device).uniform_(low, high)
        result = lucid.view_as_complex(parts)
    elif floating:
        wide = lucid.empty(memory, dtype=lucid.float64, device=device).uniform_(low, high)
        result = wide.to(dtype)
    else:
        result = lucid.randint(int(low), int(high), memory, dtype=lucid.int64, device=device).to(dtype)
    if memory != shape:
        result = result[..., ::2]
    if exclude_zero:
        least = lucid.finfo(dtype).tiny if floating else 1
        result = result.masked_fill(result == 0, least)
        result = lucid.stack([result, result], -1).flatten(-2)[..., ::2] if memory != shape else result
    if memory_format is not None:
        result = result.contiguous(memory_format=memory_format)
    return result.requires_grad_() if requires_grad else result
