"""Where Lucid differs from PyTorch on purpose; docs/differences.md shows the same list."""

# Ops whose numbers are random: only types and shapes are compared.
RANDOM = {
    "bernoulli", "cauchy", "exponential", "geometric", "log_normal", "multinomial", "normal", "poisson", "rand", "rand_like",
    "randint", "randint_like", "randn", "randn_like", "randperm", "uniform", "empty", "empty_like", "new_empty",
    "empty_strided", "new_empty_strided", "empty_permuted", "dropout", "rrelu",
}  # fmt: skip

# Entries of PyTorch's list that are not compared, and why.
NOT_COMPARED = {}


def known(name, aspect, dtype, case, trouble):
    """Whether a difference is in the table."""
    return False
