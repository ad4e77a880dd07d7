"""Names for what arguments may be, for annotations in programs that use Lucid."""

from typing import TYPE_CHECKING, Any, Dict, List, Optional, Protocol, Tuple, Union, runtime_checkable

from lucid._engine import engine

if TYPE_CHECKING:
    import numpy

__all__ = [
    "DTypeLike", "DeviceLike", "HasShape", "Scalar", "ShapeLike", "StateDict", "SupportsGrad",
    "SupportsNumpyConversion", "TensorLike", "TensorLikeProtocol", "TensorOrScalar",
]  # fmt: skip

#: An element type, or None for the default.
DTypeLike = Optional[engine.dtype]
#: A device or its name, or None for the default.
DeviceLike = Union[engine.device, str, None]
#: A Python number.
Scalar = Union[int, float, bool]
#: Sizes of dimensions, or one size.
ShapeLike = Union[int, Tuple[int, ...]]
#: What ``Module.state_dict`` gives.
StateDict = Dict[str, engine.Tensor]
#: What ``lucid.tensor`` makes a tensor of.
TensorLike = Union[engine.Tensor, "numpy.ndarray", List[object], int, float, bool]
#: An operand of arithmetic.
TensorOrScalar = Union[engine.Tensor, Scalar]


@runtime_checkable
class HasShape(Protocol):
    """Anything with a shape: tensors, NumPy arrays."""

    @property
    def shape(self) -> Tuple[int, ...]:
        """Sizes of the dimensions."""
        ...


@runtime_checkable
class SupportsNumpyConversion(Protocol):
    """Anything that NumPy can make an array of."""

    def __array__(self, dtype: Any = None) -> "numpy.ndarray":
        """The elements as a NumPy array."""
        ...


@runtime_checkable
class SupportsGrad(Protocol):
    """Anything that gradients can be computed for."""

    requires_grad: bool
    grad: Any

    def backward(self, gradient: Any = None) -> None:
        """Adds gradients to the leaves."""
        ...


@runtime_checkable
class TensorLikeProtocol(HasShape, SupportsNumpyConversion, Protocol):
    """Anything with a shape that NumPy can make an array of."""
