"""One number for each spatial dimension."""


def repeated(value, count):
    """``value`` as a tuple of ``count`` numbers: a sequence as it is, one number repeated."""
    return tuple(value) if isinstance(value, (list, tuple)) else (value,) * count
