"""Kernels of the user's own, in the Metal Shading Language."""

import operator

from lucid._engine import engine

__all__ = ["check_kernel", "clear_kernel_cache", "is_checked", "run_kernel", "set_checked"]


def _is_list(value):
    return isinstance(value, (list, tuple))


def _extents(value):
    # An int stands for one axis; objects such as numpy.int64 count as ints too.
    if value is None:
        return None
    return tuple(value) if hasattr(value, "__iter__") else (value,)


def _shapes(output_shape):
    if output_shape is None:
        raise TypeError("run_kernel() missing required argument: 'output_shape'")
    if hasattr(output_shape, "__index__") and not hasattr(output_shape, "__iter__"):
        return ((operator.index(output_shape),),), False
    shape = tuple(output_shape)
    if shape and hasattr(shape[0], "__iter__"):
        shapes = []
        for one in shape:
            shapes.append(tuple(one) if hasattr(one, "__iter__") else (one,))
        return tuple(shapes), True
    return (shape,), False


def _dtypes(output_dtype, count):
    if not _is_list(output_dtype):
        return (output_dtype,) * count
    if len(output_dtype) != count:
        raise ValueError(f"run_kernel(): output_dtype has {len(output_dtype)} types for {count} output shapes")
    return tuple(output_dtype)


def _one(name, value, other_name, other):
    if value is not None and other is not None:
        raise TypeError(f"run_kernel() got both '{name}' and '{other_name}', which mean the same")
    return other if value is None else value


def run_kernel(
    source, kernel_name=None, inputs=(), output_shape=None, output_dtype=None, grid=None, threads=None, *,
    function_name=None, dtype=None, threadgroup=None, threadgroups=None, threadgroup_memory=(),
    function_constants=None, file="kernel.metal", include=(),
):  # fmt: skip
    """Runs a kernel written in the Metal Shading Language, now, after all work recorded before.

    Inputs, then outputs, bind to the kernel's buffers in the order of their indices. Outputs start as zeros and lie on
    the inputs' device, or on ``"metal"`` where no input is a tensor. Compiled kernels are kept, by source and name.
    On the host driver kernels run checked unless :func:`set_checked` says otherwise: an access out of bounds, a race,
    a divergent barrier and the like raise a LucidError that names the line and the thread.

    Args:
        source: the program's text.
        kernel_name: the kernel to run; ``function_name`` is the same.
        inputs: tensors (made contiguous where they are not), numbers, which become constants of the type that the
            kernel declares, sequences of numbers for vectors and arrays, bytes for structs. What the kernel writes to
            an input that it does not declare ``const`` changes the tensor.
        output_shape: the output's shape; a list of shapes for several outputs, which come back as a list.
        output_dtype: element type, or a list of types; the one that the kernel declares where left out. ``dtype`` is
            the same.
        grid: how many threads run, along up to three axes. By default one per element of the first output: along x;
            for a kernel whose ``thread_position_in_grid`` has two components, x is the last dimension and y all others;
            with three, z is the dimensions before the last two.
        threads: threads of a threadgroup, along up to three axes; ``threadgroup`` is the same.
        threadgroups: how many threadgroups run, instead of ``grid``.
        threadgroup_memory: bytes for each ``[[threadgroup(n)]]`` parameter.
        function_constants: values of function constants, a mapping from name or index.
        file: the name of the source that messages show.
        include: folders in which ``#include "..."`` looks; a source that may include files is compiled at every call.

    Raises:
        LucidError: the source does not compile (with the compiler's messages), has no such kernel, takes another number
            of buffers, or did something wrong while it ran; an input requires grad while gradients are recorded.
        DtypeMismatch: a tensor or a number does not fit the type that the kernel declares.
        DeviceMismatch: tensors lie on different devices.
    """
    name = _one("kernel_name", kernel_name, "function_name", function_name)
    if name is None:
        raise TypeError("run_kernel() missing required argument: 'kernel_name'")
    shapes, several = _shapes(output_shape)
    dtypes = _dtypes(_one("output_dtype", output_dtype, "dtype", dtype), len(shapes))
    inputs = tuple(inputs) if _is_list(inputs) else (inputs,)
    constants = tuple((str(key), value) for key, value in (function_constants or {}).items())
    memory = _extents(threadgroup_memory) or ()
    results = engine._run_kernel(
        source, name, inputs, shapes, dtypes, _extents(grid),
        _extents(_one("threads", threads, "threadgroup", threadgroup)),
        _extents(threadgroups), memory, constants, file, tuple(include),
    )  # fmt: skip
    return list(results) if several else results[0]


def check_kernel(source, file="kernel.metal", include=()):
    """Compiles a program without running it.

    Args:
        source: the program's text.
        file: the name that messages show.
        include: folders in which ``#include "..."`` looks.

    Returns:
        whether it is valid; the compiler's messages as ``(severity, line, column, text)``; the kernels' declarations.
    """
    return engine._check_kernel(source, file, tuple(include))


def clear_kernel_cache():
    """Drops the compiled kernels that :func:`run_kernel` keeps."""
    engine._clear_kernels()


def is_checked():
    """Whether kernels run checked; only the host driver checks."""
    return engine._get_checked()


def set_checked(enabled):
    """Turns checks of running kernels on or off; the environment variable ``LUCID_METAL_CHECKED=0`` starts without.

    Unchecked kernels run several times faster: reads out of bounds give zero and writes out of bounds vanish. Only the
    host driver checks.
    """
    engine._set_checked(bool(enabled))
