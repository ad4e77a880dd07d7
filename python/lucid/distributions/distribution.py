"""The base of all distributions."""

import lucid
from lucid.distributions import constraints
from lucid.distributions._parameters import lazy_property

__all__ = ["Distribution"]


class Distribution:
    """A distribution of random tensors; its batch is of independent draws with parameters of their own.

    Args:
        batch_shape: shape over which parameters differ. event_shape: shape of one draw.
        validate_args: whether parameters and values are checked; None for the default (True unless Python runs with
            ``-O``).

    Raises:
        ValueError: a parameter lies outside its constraint.

    Attributes:
        arg_constraints: constraint of each parameter. support: constraint of a draw. has_rsample: whether draws carry
            gradients to the parameters. has_enumerate_support: whether :meth:`enumerate_support` exists.
    """

    arg_constraints = {}
    support = None
    has_rsample = False
    has_enumerate_support = False
    _validate_args = __debug__
    # Tensors that expand() spreads, where a class has no more state than that.
    _spread = ()

    @staticmethod
    def set_default_validate_args(value):
        """Sets whether distributions check their arguments when they are not told.

        Raises:
            ValueError: not a bool.
        """
        if value not in (True, False):
            raise ValueError(f"set_default_validate_args: value must be True or False, got {value!r}")
        Distribution._validate_args = value

    def __init__(self, batch_shape=(), event_shape=(), validate_args=None):
        self._batch_shape = tuple(batch_shape)
        self._event_shape = tuple(event_shape)
        if validate_args is not None:
            self._validate_args = validate_args
        if self._validate_args:
            self._check_parameters()

    def _check_parameters(self):
        for name, constraint in self.arg_constraints.items():
            if constraints.is_dependent(constraint):
                continue
            if name not in self.__dict__ and isinstance(getattr(type(self), name, None), lazy_property):
                continue  # made of the others
            value = getattr(self, name)
            valid = constraint.check(value)
            if not valid.all():
                raise ValueError(
                    f"Expected parameter {name} ({type(value).__name__} of shape {tuple(value.shape)}) of distribution "
                    f"{self!r} to satisfy the constraint {constraint!r}, but found invalid values:\n{value}"
                )

    def _spread_to(self, _instance, batch_shape):
        """A new distribution of the class whose tensors of ``_spread`` are expanded."""
        batch_shape = tuple(batch_shape)
        new = self._get_checked_instance(type(self), _instance)
        for name in self._spread:
            if name in self.__dict__:
                new.__dict__[name] = self.__dict__[name].expand(batch_shape)
        return new, batch_shape

    def expand(self, batch_shape, _instance=None):
        """The distribution with its parameters expanded to a batch shape, without copies.

        Raises:
            NotImplementedError: the class cannot.
        """
        if not self._spread:
            raise NotImplementedError(f"{type(self).__name__} does not implement expand")
        new, batch_shape = self._spread_to(_instance, batch_shape)
        Distribution.__init__(new, batch_shape, self._event_shape, validate_args=False)
        new._validate_args = self._validate_args
        return new

    @property
    def batch_shape(self):
        """Shape over which parameters differ."""
        return self._batch_shape

    @property
    def event_shape(self):
        """Shape of one draw."""
        return self._event_shape

    @property
    def mean(self):
        """The mean."""
        raise NotImplementedError(f"{type(self).__name__} does not implement mean")

    @property
    def mode(self):
        """The most likely value."""
        raise NotImplementedError(f"{type(self).__name__} does not implement mode")

    @property
    def variance(self):
        """The variance."""
        raise NotImplementedError(f"{type(self).__name__} does not implement variance")

    @property
    def stddev(self):
        """Standard deviation: the square root of the variance."""
        return self.variance.sqrt()

    def sample(self, sample_shape=()):
        """Draws of shape ``sample_shape + batch_shape + event_shape``, cut off from the parameters."""
        with lucid.no_grad():
            return self.rsample(sample_shape)

    def rsample(self, sample_shape=()):
        """As :meth:`sample`, with gradients to the parameters.

        Raises:
            NotImplementedError: ``has_rsample`` is False.
        """
        raise NotImplementedError(f"{type(self).__name__} does not implement rsample")

    def sample_n(self, n):
        """``n`` draws, as ``sample((n,))``."""
        return self.sample((n,))

    def log_prob(self, value):
        """Logarithm of the density, or of the probability, at a value.

        Raises:
            ValueError: the value lies outside the support, or its shape does not fit.
        """
        raise NotImplementedError(f"{type(self).__name__} does not implement log_prob")

    def prob(self, value):
        """The density, or the probability, at a value."""
        return self.log_prob(value).exp()

    def cdf(self, value):
        """Probability of a draw that is not above a value."""
        raise NotImplementedError(f"{type(self).__name__} does not implement cdf")

    def icdf(self, value):
        """Inverse of :meth:`cdf`."""
        raise NotImplementedError(f"{type(self).__name__} does not implement icdf")

    def enumerate_support(self, expand=True):
        """All values of a discrete distribution along a new first dimension.

        Args:
            expand: spread them over the batch shape; otherwise those dimensions have size 1.
        """
        raise NotImplementedError(f"{type(self).__name__} does not implement enumerate_support")

    def entropy(self):
        """The entropy, in nats, over the batch."""
        raise NotImplementedError(f"{type(self).__name__} does not implement entropy")

    def perplexity(self):
        """The exponential of the entropy."""
        return self.entropy().exp()

    def _extended_shape(self, sample_shape=()):
        return tuple(sample_shape) + self._batch_shape + self._event_shape

    def _enumerated(self, values, expand):
        values = values.reshape((-1,) + (1,) * len(self._batch_shape))
        return values.expand((-1,) + self._batch_shape) if expand else values

    def _validate_sample(self, value):
        if not isinstance(value, lucid.Tensor):
            raise ValueError("The value argument to log_prob must be a Tensor")
        event_dims = value.ndim - len(self._event_shape)
        if value.shape[event_dims:] != self._event_shape:
            raise ValueError(
                f"The right-most size of value must match event_shape: {tuple(value.shape)} vs {self._event_shape}."
            )
        expected = self._batch_shape + self._event_shape
        for i, j in zip(reversed(value.shape), reversed(expected)):
            if i != 1 and j != 1 and i != j:
                raise ValueError(
                    f"Value is not broadcastable with batch_shape+event_shape: {tuple(value.shape)} vs {expected}."
                )
        support = self.support
        if support is None:
            return
        if not support.check(value).all():
            raise ValueError(
                f"Expected value argument ({type(value).__name__} of shape {tuple(value.shape)}) to be within the "
                f"support ({support!r}) of the distribution {self!r}, but found invalid values:\n{value}"
            )

    def _get_checked_instance(self, cls, _instance=None):
        if _instance is None and type(self).__init__ != cls.__init__:
            raise NotImplementedError(
                f"Subclass {type(self).__name__} of {cls.__name__} that defines a custom __init__ method must also "
                "define a custom .expand() method."
            )
        return type(self).__new__(type(self)) if _instance is None else _instance

    def __repr__(self):
        names = [name for name in self.arg_constraints if name in self.__dict__]
        text = ", ".join(
            f"{name}: {value if value.numel() == 1 else tuple(value.shape)}"
            for name, value in ((name, self.__dict__[name]) for name in names)
        )
        return f"{type(self).__name__}({text})"
