"""The Wishart distribution."""

import math

import lucid
from lucid.distributions import constraints
from lucid.distributions._parameters import lazy_property, normal_like
from lucid.distributions.distribution import Distribution
from lucid.distributions.exp_family import ExponentialFamily
from lucid.distributions.multivariate_normal import half_log_det, precision_to_scale_tril
from lucid.distributions.positive import Chi2

__all__ = ["Wishart"]


def _mvdigamma(x, p):
    steps = lucid.arange(p, dtype=x.dtype, device=x.device) / 2
    return (x.unsqueeze(-1) - steps).digamma().sum(-1)


class Wishart(ExponentialFamily):
    """Wishart distribution of positive definite matrices: of ``Σ x xᵀ`` over ``df`` normal vectors.

    Drawn by Bartlett's decomposition.

    Args:
        df: degrees of freedom, more than ``n - 1``. covariance_matrix: the scale, shape (..., n, n). precision_matrix:
            its inverse. scale_tril: its Cholesky factor. One of the three.

    Raises:
        ValueError: not exactly one matrix is given, or ``df`` is too small.
    """

    support = constraints.positive_definite
    has_rsample = True
    _mean_carrier_measure = 0

    def __init__(self, df, covariance_matrix=None, precision_matrix=None, scale_tril=None, validate_args=None):
        given = {
            "covariance_matrix": covariance_matrix, "scale_tril": scale_tril, "precision_matrix": precision_matrix,
        }  # fmt: skip
        given = {name: matrix for name, matrix in given.items() if matrix is not None}
        if len(given) != 1:
            raise ValueError("Expected exactly one of covariance_matrix or precision_matrix or scale_tril.")
        ((name, matrix),) = given.items()
        if matrix.ndim < 2:
            raise ValueError(f"{name} must be at least two-dimensional, with optional leading batch dimensions")
        df = df if isinstance(df, lucid.Tensor) else lucid.tensor(df, dtype=matrix.dtype, device=matrix.device)
        batch_shape = lucid.broadcast_shapes(matrix.shape[:-2], df.shape)
        event_shape = matrix.shape[-2:]
        self.df = df.expand(batch_shape)
        if not (df > event_shape[-1] - 1).all():
            raise ValueError(f"Value of df={df} expected to be greater than ndim - 1 = {event_shape[-1] - 1}.")
        setattr(self, name, matrix.expand(batch_shape + event_shape))
        self._size = event_shape[-1]
        super().__init__(batch_shape, event_shape, validate_args=validate_args)
        if scale_tril is not None:
            self._unbroadcasted_scale_tril = scale_tril
        elif covariance_matrix is not None:
            self._unbroadcasted_scale_tril = lucid.linalg.cholesky(covariance_matrix)
        else:
            self._unbroadcasted_scale_tril = precision_to_scale_tril(precision_matrix)
        self._make_chi2()

    def _make_chi2(self):
        steps = lucid.arange(self._size, dtype=self.df.dtype, device=self.df.device)
        self._chi2 = Chi2(self.df.unsqueeze(-1) - steps, validate_args=False)

    @property
    def arg_constraints(self):
        """``df`` is more than n - 1; the matrices are positive definite or a factor of one."""
        return {
            "covariance_matrix": constraints.positive_definite,
            "precision_matrix": constraints.positive_definite,
            "scale_tril": constraints.lower_cholesky,
            "df": constraints.greater_than(self._size - 1),
        }

    def expand(self, batch_shape, _instance=None):
        new = self._get_checked_instance(Wishart, _instance)
        batch_shape = tuple(batch_shape)
        new._size = self._size
        new.df = self.df.expand(batch_shape)
        new._unbroadcasted_scale_tril = self._unbroadcasted_scale_tril
        for name in ("covariance_matrix", "scale_tril", "precision_matrix"):
            if name in self.__dict__:
                setattr(new, name, self.__dict__[name].expand(batch_shape + self.event_shape))
        new._make_chi2()
        Distribution.__init__(new, batch_shape, self.event_shape, validate_args=False)
        new._validate_args = self._validate_args
        return new

    @lazy_property
    def scale_tril(self):
        """Cholesky factor of the scale."""
        return self._unbroadcasted_scale_tril.expand(self._batch_shape + self._event_shape)

    @lazy_property
    def covariance_matrix(self):
        """The scale."""
        factor = self._unbroadcasted_scale_tril
        return (factor @ factor.mT).expand(self._batch_shape + self._event_shape)

    @lazy_property
    def precision_matrix(self):
        """Inverse of the scale."""
        factor = self._unbroadcasted_scale_tril
        eye = lucid.eye(self._size, dtype=factor.dtype, device=factor.device).expand(factor.shape)
        inverse = lucid.linalg.solve_triangular(factor, eye, upper=False)
        return (inverse.mT @ inverse).expand(self._batch_shape + self._event_shape)

    @property
    def mean(self):
        return self.df[..., None, None] * self.covariance_matrix

    @property
    def mode(self):
        factor = self.df - self._size - 1
        factor = factor.masked_fill(factor <= 0, math.nan)
        return factor[..., None, None] * self.covariance_matrix

    @property
    def variance(self):
        v = self.covariance_matrix
        diagonal = v.diagonal(dim1=-2, dim2=-1)
        return self.df[..., None, None] * (v.pow(2) + diagonal.unsqueeze(-1) * diagonal.unsqueeze(-2))

    def rsample(self, sample_shape=(), max_try_correction=None):
        # Bartlett: chi numbers on the diagonal, normal ones below.
        sample_shape = tuple(sample_shape)
        diagonal = self._chi2.rsample(sample_shape).clamp(min=lucid.finfo(self.df.dtype).tiny).sqrt()
        below = normal_like(self._extended_shape(sample_shape), self._unbroadcasted_scale_tril).tril(-1)
        chol = self._unbroadcasted_scale_tril @ (below + lucid.diag_embed(diagonal))
        return chol @ chol.mT

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        nu, p = self.df, self._size
        factor = lucid.linalg.cholesky(value)
        shape = lucid.broadcast_shapes(self.scale_tril.shape, value.shape)
        # tr(V⁻¹ X) is the squared norm of L⁻¹ times the factor of X.
        solved = lucid.linalg.solve_triangular(self.scale_tril.expand(shape), factor.expand(shape), upper=False)
        trace = solved.pow(2).sum((-2, -1))
        return (
            -nu * (p * math.log(2) / 2 + half_log_det(self._unbroadcasted_scale_tril))
            - lucid.mvlgamma(nu / 2, p)
            + (nu - p - 1) * half_log_det(factor)
            - trace / 2
        )

    def entropy(self):
        nu, p = self.df, self._size
        return (
            (p + 1) * (p * math.log(2) / 2 + half_log_det(self._unbroadcasted_scale_tril))
            + lucid.mvlgamma(nu / 2, p)
            - (nu - p - 1) / 2 * _mvdigamma(nu / 2, p)
            + nu * p / 2
        )
