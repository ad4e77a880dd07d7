"""The base of all transforms."""

import weakref

from lucid.distributions import constraints

__all__ = ["Transform"]


class Transform:
    """A map of tensors that can be inverted and whose Jacobian determinant is known.

    Args:
        cache_size: 1 keeps the last value and its image, so that inverting it costs nothing and is exact; 0 keeps none.

    Raises:
        ValueError: another cache size.

    Attributes:
        domain, codomain: constraints of values and images. bijective: whether ``inv(t(x)) == x``. sign: +1 where it
            rises, -1 where it falls.
    """

    bijective = False
    domain = constraints.real
    codomain = constraints.real

    def __init__(self, cache_size=0):
        if cache_size not in (0, 1):
            raise ValueError("cache_size must be 0 or 1")
        self._cache_size = cache_size
        self._inverse = None
        self._cached = None, None

    def __getstate__(self):
        return {**self.__dict__, "_inverse": None, "_cached": (None, None)}

    @property
    def event_dim(self):
        """How many last dimensions are mapped together.

        Raises:
            ValueError: values and images differ in that.
        """
        if self.domain.event_dim == self.codomain.event_dim:
            return self.domain.event_dim
        raise ValueError("Please use either .domain.event_dim or .codomain.event_dim")

    @property
    def inv(self):
        """The inverse transform."""
        inverse = None if self._inverse is None else self._inverse()
        if inverse is None:
            inverse = self._make_inverse()
            self._inverse = weakref.ref(inverse)
        return inverse

    def _make_inverse(self):
        return _InverseTransform(self)

    def __invert__(self):
        return self.inv

    @property
    def sign(self):
        """+1 where it rises everywhere, -1 where it falls.

        Raises:
            NotImplementedError: neither.
        """
        raise NotImplementedError(f"{type(self).__name__} has no sign")

    def with_cache(self, cache_size=1):
        """The transform with a cache of this size."""
        if self._cache_size == cache_size:
            return self
        if type(self).__init__ is Transform.__init__:
            return type(self)(cache_size=cache_size)
        raise NotImplementedError(f"{type(self)}.with_cache is not implemented")

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return id(self)

    def __call__(self, x):
        """The image of a value."""
        if self._cache_size == 0:
            return self._call(x)
        if x is self._cached[0]:
            return self._cached[1]
        y = self._call(x)
        self._cached = x, y
        return y

    def _inv_call(self, y):
        if self._cache_size == 0:
            return self._inverted(y)
        if y is self._cached[1]:
            return self._cached[0]
        x = self._inverted(y)
        self._cached = x, y
        return x

    def _call(self, x):
        raise NotImplementedError(f"{type(self).__name__} does not implement its map")

    def _inverse_of(self, y):
        raise NotImplementedError(f"{type(self).__name__} has no inverse")

    def _inverted(self, y):
        return self._inverse_of(y)

    def log_abs_det_jacobian(self, x, y):
        """Logarithm of the absolute Jacobian determinant at ``x``, whose image is ``y``; over the batch dimensions."""
        raise NotImplementedError(f"{type(self).__name__} does not implement log_abs_det_jacobian")

    def forward_shape(self, shape):
        """Shape of the image of a value of some shape."""
        return shape

    def inverse_shape(self, shape):
        """Shape of the value with an image of some shape."""
        return shape

    def __repr__(self):
        return type(self).__name__ + "()"


class _InverseTransform(Transform):
    """The inverse of a transform, without a cache of its own."""

    def __init__(self, transform):
        super().__init__(transform._cache_size)
        self._inv = transform

    @property
    def inv(self):
        return self._inv

    @constraints.dependent_property(is_discrete=False)
    def domain(self):
        return self._inv.codomain

    @constraints.dependent_property(is_discrete=False)
    def codomain(self):
        return self._inv.domain

    @property
    def bijective(self):
        return self._inv.bijective

    @property
    def sign(self):
        return self._inv.sign

    def with_cache(self, cache_size=1):
        return self._inv.with_cache(cache_size).inv

    def __eq__(self, other):
        return isinstance(other, _InverseTransform) and self._inv == other._inv

    __hash__ = Transform.__hash__

    def __call__(self, x):
        return self._inv._inv_call(x)

    def log_abs_det_jacobian(self, x, y):
        return -self._inv.log_abs_det_jacobian(y, x)

    def forward_shape(self, shape):
        return self._inv.inverse_shape(shape)

    def inverse_shape(self, shape):
        return self._inv.forward_shape(shape)

    def __repr__(self):
        return f"{type(self).__name__}({self._inv!r})"
