"""Distributions made alike in both libraries, for the tests that compare them."""

import lucid
import torch

# Parameters, by class; two or three sets each, as lists so that both libraries make their own tensors.
CASES = {
    "Bernoulli": [{"probs": [0.2, 0.7]}, {"logits": [[-1.0], [2.0]]}],
    "Beta": [{"concentration1": [0.6, 2.0], "concentration0": [3.0, 1.5]},
             {"concentration1": 0.5, "concentration0": 2.0}],
    "Binomial": [{"total_count": 5, "probs": [0.2, 0.7]}, {"total_count": 12, "logits": [0.3, -1.0]}],
    "Categorical": [{"probs": [[0.1, 0.3, 0.6], [1.0, 2.0, 0.5]]}, {"logits": [0.2, -1.0, 0.4, 2.0]}],
    "Cauchy": [{"loc": [0.0, 1.0], "scale": [1.0, 2.5]}],
    "Chi2": [{"df": [1.0, 4.5]}],
    "ContinuousBernoulli": [{"probs": [0.2, 0.5, 0.4995, 0.9]}, {"logits": [0.3, -2.0]}],
    "Dirichlet": [{"concentration": [[0.5, 2.0, 1.5], [3.0, 1.2, 0.8]]}],
    "Exponential": [{"rate": [0.5, 3.0]}, {"rate": 1.5}],
    "FisherSnedecor": [{"df1": [3.0, 8.0], "df2": [5.0, 2.0]}],
    "Gamma": [{"concentration": [0.3, 2.5, 40.0], "rate": [1.0, 0.5, 2.0]}],
    "GeneralizedPareto": [{"loc": [0.0, 1.0, 0.5], "scale": [1.0, 2.0, 1.0], "concentration": [0.2, 0.0, -0.3]}],
    "Geometric": [{"probs": [0.3, 0.9]}, {"logits": [0.1, -1.0]}],
    "Gumbel": [{"loc": [0.0, 1.0], "scale": [1.0, 2.5]}],
    "HalfCauchy": [{"scale": [1.0, 2.5]}],
    "HalfNormal": [{"scale": [1.0, 2.5]}],
    "InverseGamma": [{"concentration": [1.5, 4.0], "rate": [1.0, 0.5]}],
    "Kumaraswamy": [{"concentration1": [1.5, 3.0], "concentration0": [2.0, 1.2]}],
    "Laplace": [{"loc": [0.0, 1.0], "scale": [1.0, 2.5]}],
    "LogNormal": [{"loc": [0.0, 0.4], "scale": [1.0, 0.5]}],
    "LogisticNormal": [{"loc": [0.0, 1.0], "scale": [1.0, 0.5]}],
    "Multinomial": [{"total_count": 4, "probs": [0.2, 0.3, 0.5]},
                    {"total_count": 3, "logits": [[0.1, 1.0], [2.0, 0.3]]}],
    "NegativeBinomial": [{"total_count": [3.0, 5.5], "probs": [0.2, 0.7]}, {"total_count": 2.0, "logits": [0.1, -0.5]}],
    "Normal": [{"loc": [0.0, 1.0], "scale": [1.0, 2.5]}, {"loc": 0.5, "scale": [0.2]}],
    "OneHotCategorical": [{"probs": [[0.1, 0.3, 0.6], [1.0, 2.0, 0.5]]}, {"logits": [0.2, -1.0]}],
    "OneHotCategoricalStraightThrough": [{"probs": [0.1, 0.3, 0.6]}],
    "Pareto": [{"scale": [1.0, 2.0], "alpha": [1.5, 3.5]}],
    "Poisson": [{"rate": [0.5, 12.0]}],
    "RelaxedBernoulli": [{"temperature": 0.7, "probs": [0.2, 0.6]}, {"temperature": 2.0, "logits": [0.2, -0.6]}],
    "RelaxedOneHotCategorical": [{"temperature": 0.7, "probs": [0.2, 0.6, 0.2]},
                                 {"temperature": 1.5, "logits": [[0.2, 0.5]]}],
    "StudentT": [{"df": [0.8, 1.5, 5.0], "loc": [0.0, 1.0, -1.0], "scale": [1.0, 2.0, 0.5]}],
    "Uniform": [{"low": [0.0, -1.0], "high": [1.0, 2.5]}],
    "VonMises": [{"loc": [0.0, 1.0], "concentration": [0.5, 8.0]}],
    "Weibull": [{"scale": [1.0, 2.0], "concentration": [0.8, 2.5]}],
}
MATRIX_CASES = {
    "LKJCholesky": [{"dim": 3, "concentration": [0.6, 2.0]}, {"dim": 2}],
    "LowRankMultivariateNormal": [
        {"loc": [0.0, 1.0, 2.0], "cov_factor": [[1.0], [0.5], [-0.3]], "cov_diag": [0.5, 1.0, 0.2]}
    ],
    "MultivariateNormal": [
        {"loc": [0.0, 1.0], "covariance_matrix": [[2.0, 0.5], [0.5, 1.0]]},
        {"loc": [[0.0, 1.0], [2.0, 3.0]], "precision_matrix": [[2.0, 0.5], [0.5, 1.0]]},
        {"loc": [0.0, 1.0], "scale_tril": [[[2.0, 0.0], [0.5, 1.0]], [[1.0, 0.0], [-0.5, 0.3]]]},
    ],
    "Wishart": [
        {"df": 3.5, "covariance_matrix": [[2.0, 0.5], [0.5, 1.0]]},
        {"df": [4.0, 5.0], "scale_tril": [[2.0, 0.0], [0.5, 1.0]]},
        {"df": 3.0, "precision_matrix": [[2.0, 0.5], [0.5, 1.0]]},
    ],
}
PLAIN = ("total_count", "temperature", "dim")


def made(lib, name, parameters, dtype="float64", grad=False):
    """The distribution of a library, and its tensors."""
    kind = getattr(lib, dtype)
    values = {}
    for key, value in parameters.items():
        if key in PLAIN and not isinstance(value, list):
            values[key] = lib.tensor(value, dtype=kind) if key == "temperature" else value
        else:
            values[key] = lib.tensor(value, dtype=kind, requires_grad=grad)
    leaves = [value for value in values.values() if getattr(value, "requires_grad", False)]
    return getattr(lib.distributions, name)(**values), leaves


def ours_of(tensor, grad=False):
    """A Lucid tensor of the numbers of PyTorch's."""
    kind = getattr(lucid, str(tensor.dtype).split(".")[1])
    result = lucid.tensor(tensor.detach().tolist(), dtype=kind).reshape(tuple(tensor.shape))
    return result.requires_grad_() if grad else result


def same(ours, theirs, rtol=1e-9, atol=1e-10):
    """Asserts that values, shapes and types agree."""
    assert tuple(ours.shape) == tuple(theirs.shape)
    assert str(ours.dtype).split(".")[1] == str(theirs.dtype).split(".")[1]
    back = torch.tensor(ours.detach().tolist(), dtype=theirs.dtype).reshape(theirs.shape)
    torch.testing.assert_close(back, theirs.detach(), rtol=rtol, atol=atol, equal_nan=True)


def each(cases):
    """Pairs of a class and one set of parameters, for parametrize."""
    return [(name, parameters) for name, sets in cases.items() for parameters in sets]
