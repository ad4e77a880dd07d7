"""Transforms of vectors and matrices."""

import math

import lucid
import lucid.nn.functional as F
from lucid.distributions import constraints
from lucid.distributions._transform import Transform


def _of_class(cls):
    """Gives a transform without parameters its equality."""
    cls.__eq__ = lambda self, other: isinstance(other, cls)
    cls.__hash__ = Transform.__hash__
    return cls


def _triangle(x, size):
    """A vector of the strictly lower triangle as a matrix, row by row."""
    rows, columns = lucid.tril_indices(size, size, -1).unbind(0)
    flat = lucid.zeros(x.shape[:-1] + (size * size,), dtype=x.dtype, device=x.device)
    index = (rows * size + columns).expand(x.shape)
    return flat.scatter(-1, index, x).reshape(x.shape[:-1] + (size, size))


@_of_class
class CorrCholeskyTransform(Transform):
    """A vector of ``D (D - 1) / 2`` numbers to the Cholesky factor of a correlation matrix of size D: tanh gives
    partial correlations, stick breaking the rows (Lewandowski, Kurowicka and Joe, 2009).
    """

    domain = constraints.real_vector
    codomain = constraints.corr_cholesky
    bijective = True

    def _call(self, x):
        limit = 1 - lucid.finfo(x.dtype).eps
        x = x.tanh().clamp(min=-1 + lucid.finfo(x.dtype).eps, max=limit)
        size = self._size(x.shape[-1])
        r = _triangle(x, size)
        z = r**2
        rest = (1 - z).sqrt().cumprod(-1)
        r = r + lucid.eye(size, dtype=r.dtype, device=r.device)
        return r * F.pad(rest[..., :-1], [1, 0], value=1)

    def _inverse_of(self, y):
        # What is left of each row's norm after its first elements.
        rest = F.pad(1 - (y * y).cumsum(-1)[..., :-1], [1, 0], value=1)
        size = y.shape[-1]
        rows, columns = lucid.tril_indices(size, size, -1).unbind(0)
        below = y[..., rows, columns]
        t = below / rest[..., rows, columns].sqrt()
        return (t.log1p() - (-t).log1p()) / 2

    def log_abs_det_jacobian(self, x, y, intermediates=None):
        rest = 1 - (y * y).cumsum(-1)
        size = y.shape[-1]
        rows, columns = lucid.tril_indices(size, size, -2).unbind(0)
        stick = 0.5 * rest[..., rows, columns].log().sum(-1)
        return stick - 2 * (x + F.softplus(-2 * x) - math.log(2.0)).sum(-1)

    @staticmethod
    def _size(count):
        size = round((0.25 + 2 * count) ** 0.5 + 0.5)
        if size * (size - 1) // 2 != count:
            raise ValueError(f"Input is not a flattened lower-diagonal number: {count} elements")
        return size

    def forward_shape(self, shape):
        if len(shape) < 1:
            raise ValueError("Too few dimensions on input")
        size = self._size(shape[-1])
        return tuple(shape[:-1]) + (size, size)

    def inverse_shape(self, shape):
        if len(shape) < 2:
            raise ValueError("Too few dimensions on input")
        if shape[-2] != shape[-1]:
            raise ValueError("Input is not square")
        return tuple(shape[:-2]) + (shape[-1] * (shape[-1] - 1) // 2,)


@_of_class
class SoftmaxTransform(Transform):
    """Softmax along the last dimension; not invertible, as adding a number to all changes nothing."""

    domain = constraints.real_vector
    codomain = constraints.simplex

    def _call(self, x):
        probs = (x - x.max(-1, True)[0]).exp()
        return probs / probs.sum(-1, True)

    def _inverse_of(self, y):
        return y.log()

    def forward_shape(self, shape):
        if len(shape) < 1:
            raise ValueError("Too few dimensions on input")
        return shape

    inverse_shape = forward_shape


@_of_class
class StickBreakingTransform(Transform):
    """A vector of K numbers to K + 1 positive ones that sum to 1, by breaking off a share of what is left."""

    domain = constraints.real_vector
    codomain = constraints.simplex
    bijective = True

    @staticmethod
    def _offset(x):
        count = x.shape[-1]
        return lucid.arange(count, 0, -1, dtype=x.dtype, device=x.device)

    def _call(self, x):
        z = (x - self._offset(x).log()).sigmoid()
        z = z.clamp(min=lucid.finfo(z.dtype).tiny, max=1 - lucid.finfo(z.dtype).eps)
        return F.pad(z, [0, 1], value=1) * F.pad((1 - z).cumprod(-1), [1, 0], value=1)

    def _inverse_of(self, y):
        cropped = y[..., :-1]
        rest = (1 - cropped.cumsum(-1)).clamp(min=lucid.finfo(y.dtype).tiny)
        return cropped.log() - rest.log() + self._offset(cropped).log()

    def log_abs_det_jacobian(self, x, y):
        x = x - self._offset(x).log()
        return (-x + F.logsigmoid(x) + y[..., :-1].log()).sum(-1)

    def forward_shape(self, shape):
        if len(shape) < 1:
            raise ValueError("Too few dimensions on input")
        return tuple(shape[:-1]) + (shape[-1] + 1,)

    def inverse_shape(self, shape):
        if len(shape) < 1:
            raise ValueError("Too few dimensions on input")
        return tuple(shape[:-1]) + (shape[-1] - 1,)


@_of_class
class LowerCholeskyTransform(Transform):
    """A square matrix to a lower triangular one with a positive diagonal: the exponential there, the rest as it is."""

    domain = constraints.independent(constraints.real, 2)
    codomain = constraints.lower_cholesky

    def _call(self, x):
        return x.tril(-1) + lucid.diag_embed(x.diagonal(dim1=-2, dim2=-1).exp())

    def _inverse_of(self, y):
        return y.tril(-1) + lucid.diag_embed(y.diagonal(dim1=-2, dim2=-1).log())


@_of_class
class PositiveDefiniteTransform(Transform):
    """A square matrix to a positive definite one: ``L Lᵀ`` with L from :class:`LowerCholeskyTransform`."""

    domain = constraints.independent(constraints.real, 2)
    codomain = constraints.positive_definite

    def _call(self, x):
        factor = LowerCholeskyTransform()(x)
        return factor @ factor.mT

    def _inverse_of(self, y):
        return LowerCholeskyTransform().inv(lucid.linalg.cholesky(y))
