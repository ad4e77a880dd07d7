"""Normalisation of channels by statistics of the batch or of each sample, with running statistics."""

import lucid

from .. import functional as F
from .. import init
from ..module import Module
from ..parameter import Parameter

__all__ = ["BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d"]


class _NormBase(Module):
    """Weight, bias and running statistics of ``num_features`` channels."""

    _version = 2

    def __init__(
        self,
        num_features,
        eps=1e-05,
        momentum=0.1,
        affine=True,
        track_running_stats=True,
        device=None,
        dtype=None,
        *,
        bias=True,
    ):
        super().__init__()
        self.num_features, self.eps, self.momentum = num_features, eps, momentum
        self.affine, self.track_running_stats = affine, track_running_stats
        made = {"device": device, "dtype": dtype}
        for name, wanted in (("weight", affine), ("bias", affine and bias)):
            self.register_parameter(name, Parameter(lucid.empty(num_features, **made)) if wanted else None)
        if track_running_stats:
            self.register_buffer("running_mean", lucid.zeros(num_features, **made))
            self.register_buffer("running_var", lucid.ones(num_features, **made))
            self.register_buffer("num_batches_tracked", lucid.tensor(0, dtype=lucid.int64, device=device))
        else:
            for name in ("running_mean", "running_var", "num_batches_tracked"):
                self.register_buffer(name, None)
        self.reset_parameters()

    def reset_running_stats(self):
        """Mean 0, variance 1, no batches counted."""
        if self.track_running_stats:
            self.running_mean.zero_()
            self.running_var.fill_(1)
            self.num_batches_tracked.zero_()

    def reset_parameters(self):
        """Weight 1, bias 0 and fresh running statistics."""
        self.reset_running_stats()
        if self.affine:
            init.ones_(self.weight)
            if self.bias is not None:
                init.zeros_(self.bias)

    def _check_input_dim(self, input):
        if input.dim() not in self._ranks:
            raise ValueError(f"expected {' or '.join(f'{n}D' for n in self._ranks)} input (got {input.dim()}D input)")

    def extra_repr(self):
        """Its settings."""
        return (
            f"{self.num_features}, eps={self.eps}, momentum={self.momentum}, affine={self.affine}, "
            f"bias={self.bias is not None}, track_running_stats={self.track_running_stats}"
        )

    def _load_from_state_dict(self, state_dict, prefix, local_metadata, *rest):
        # Files older than version 2 do not count batches.
        version = local_metadata.get("version")
        name = prefix + "num_batches_tracked"
        if (version is None or version < 2) and self.track_running_stats and name not in state_dict:
            state_dict[name] = lucid.tensor(0, dtype=lucid.int64)
        super()._load_from_state_dict(state_dict, prefix, local_metadata, *rest)


class _BatchNormBase(_NormBase):
    """Batch normalisation (Ioffe & Szegedy 2015); ``momentum`` None averages all batches seen alike."""

    def forward(self, input):
        """Same shape as input; dimension 1 are the channels."""
        self._check_input_dim(input)
        momentum = 0.0 if self.momentum is None else self.momentum
        if self.training and self.track_running_stats and self.num_batches_tracked is not None:
            self.num_batches_tracked.add_(1)
            if self.momentum is None:
                momentum = 1.0 / float(self.num_batches_tracked)
        own = self.training or (self.running_mean is None and self.running_var is None)
        tracked = not self.training or self.track_running_stats
        return F.batch_norm(
            input,
            self.running_mean if tracked else None,
            self.running_var if tracked else None,
            self.weight,
            self.bias,
            own,
            momentum,
            self.eps,
        )


class BatchNorm1d(_BatchNormBase):
    """Batch normalisation of ``(N, C)`` or ``(N, C, L)``."""

    _ranks = (2, 3)


class BatchNorm2d(_BatchNormBase):
    """Batch normalisation of ``(N, C, H, W)``."""

    _ranks = (4,)


class BatchNorm3d(_BatchNormBase):
    """Batch normalisation of ``(N, C, D, H, W)``."""

    _ranks = (5,)


class _InstanceNormBase(_NormBase):
    """Instance normalisation (Ulyanov et al. 2016); by default without weight, bias and running statistics."""

    def __init__(
        self,
        num_features,
        eps=1e-05,
        momentum=0.1,
        affine=False,
        track_running_stats=False,
        device=None,
        dtype=None,
        *,
        bias=True,
    ):
        super().__init__(num_features, eps, momentum, affine, track_running_stats, device, dtype, bias=bias)

    def forward(self, input):
        """Same shape as input: ``(N, C, *)``, or ``(C, *)`` for a single sample."""
        single, batched = self._ranks
        if input.dim() not in self._ranks:
            raise ValueError(f"expected {single}D or {batched}D input (got {input.dim()}D input)")
        channel = input.dim() - (batched - 1)
        if input.shape[channel] != self.num_features and self.affine:
            raise ValueError(
                f"expected input's size at dim={channel} to match num_features ({self.num_features}), but got: "
                f"{input.shape[channel]}."
            )
        sample = input.unsqueeze(0) if input.dim() == single else input
        result = F.instance_norm(
            sample,
            self.running_mean,
            self.running_var,
            self.weight,
            self.bias,
            self.training or not self.track_running_stats,
            0.0 if self.momentum is None else self.momentum,
            self.eps,
        )
        return result.squeeze(0) if input.dim() == single else result


class InstanceNorm1d(_InstanceNormBase):
    """Instance normalisation of ``(N, C, L)`` or ``(C, L)``."""

    _ranks = (2, 3)


class InstanceNorm2d(_InstanceNormBase):
    """Instance normalisation of ``(N, C, H, W)`` or ``(C, H, W)``."""

    _ranks = (3, 4)


class InstanceNorm3d(_InstanceNormBase):
    """Instance normalisation of ``(N, C, D, H, W)`` or ``(C, D, H, W)``."""

    _ranks = (4, 5)
