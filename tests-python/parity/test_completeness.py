"""Every registered op is compared with PyTorch on samples, or named here with the test that covers it instead."""

import pytest

pytest.importorskip("torch")
pytest.importorskip("torch.testing._internal.common_methods_invocations")

import lucid  # noqa: E402
import test_own_samples  # noqa: E402
import torch_samples  # noqa: E402

pytestmark = pytest.mark.parity

# Ops that PyTorch's list of samples lacks under any of their names: where they are tested instead.
ELSEWHERE = {
    "fused_linear_relu": "tests-python/nn: no such op in PyTorch",
    "fused_linear_gelu": "tests-python/nn: no such op in PyTorch",
    "dropout": "tests-python/nn: random",
    "embedding": "tests-python/nn",
    "cross_entropy": "tests-python/nn",
    "nll_loss": "tests-python/nn",
    "mse_loss": "tests-python/nn",
    "layer_norm": "tests-python/nn",
    "gelu": "tests-python/nn",
    "linear": "tests-python/nn",
    "silu": "tests-python/nn",
    "softplus": "tests-python/nn",
    **{
        name: "tests-python/parity/test_recurrent.py"
        for base in ("lstm", "gru", "rnn_tanh", "rnn_relu")
        for name in (base, base + "_cell")
    },
    "fft_c2c": "the op behind the functions of lucid.fft, which are compared",
    "fft_r2c": "the op behind the functions of lucid.fft, which are compared",
    "fft_c2r": "the op behind the functions of lucid.fft, which are compared",
    "nuclear_norm": "tests-python/parity/test_linalg_calls.py",
    "metal": "tests-python/parity/test_torch_samples.py runs every op there",
    "linalg_cross": "the op behind cross, which is compared",
    "linalg_vector_norm": "the op behind norm, which is compared",
    "set": "the shape tests: no function of PyTorch's shows it",
    "set_": "the shape tests: no function of PyTorch's shows it",
    "tensor": "tests-python/parity/test_tensors.py",
    "convolution": "tests-python/parity/test_convolution.py, and behind conv1d to conv_transpose3d, which are compared",
    "max_pool1d_with_indices": "the op behind nn.functional.max_pool1d, which is compared",
    "max_pool2d_with_indices": "the op behind nn.functional.max_pool2d, which is compared",
    "max_pool3d_with_indices": "the op behind nn.functional.max_pool3d, which is compared",
    "im2col": "the op behind nn.functional.unfold, which is compared",
    "col2im": "the op behind nn.functional.fold: tests-python/parity/test_resampling.py",
    "grid_sampler": "the op behind nn.functional.grid_sample, which is compared",
    "affine_grid_generator": "the op behind nn.functional.affine_grid: tests-python/parity/test_resampling.py",
}


def covered():
    """Last parts of the names of all entries that are run."""
    return {info.name.split(".")[-1] for info in torch_samples.torch_ops().values()}


def test_every_op_is_compared():
    names = covered()
    lacking = []
    for row in lucid.ops.registry().values():
        own = row.name.split(".")[0]
        if own.startswith("_") or not (hasattr(lucid, own) or hasattr(lucid.Tensor, own)):
            continue  # the engine's own: reached through the ops that use it
        forms = {own, own + "_", own.rstrip("_"), own.removeprefix("linalg_"), *row.aliases}
        if not (forms & names) and own not in ELSEWHERE:
            lacking.append(own)
    own = {name.rstrip("_") for name in (*test_own_samples.SAMPLES, *test_own_samples.PAIRS)}
    lacking = sorted({name for name in lacking if name.rstrip("_") not in own})
    assert not lacking, "add the op to test_own_samples.py, or to ELSEWHERE with a reason"
