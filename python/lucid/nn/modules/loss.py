"""Losses as modules; each holds settings and calls ``lucid.nn.functional``."""

from .. import functional as F
from ..functional._argument_names import also_named
from ..functional._reduction import resolve_reduction
from ..module import Module
from .distance import PairwiseDistance

__all__ = [
    "BCELoss", "BCEWithLogitsLoss", "CTCLoss", "CosineEmbeddingLoss", "CrossEntropyLoss", "GaussianNLLLoss",
    "HingeEmbeddingLoss",
    "HuberLoss", "KLDivLoss", "L1Loss", "MSELoss", "MarginRankingLoss", "MultiLabelMarginLoss",
    "MultiLabelSoftMarginLoss", "MultiMarginLoss", "MultilabelMarginLoss", "NLLLoss", "PoissonNLLLoss", "SmoothL1Loss",
    "SoftMarginLoss", "TripletMarginLoss", "TripletMarginWithDistanceLoss",
]  # fmt: skip


class _Loss(Module):
    """A loss with a reduction: "none", "mean" or "sum"."""

    def __init__(self, reduction="mean", size_average=None, reduce=None):
        super().__init__()
        self.reduction = resolve_reduction(reduction, size_average, reduce)


class _WeightedLoss(_Loss):
    """A loss with a weight kept as a buffer, so that it moves with the module."""

    def __init__(self, weight=None, reduction="mean", size_average=None, reduce=None):
        super().__init__(reduction, size_average, reduce)
        self.register_buffer("weight", weight)


class L1Loss(_Loss):
    """``|x - target|``."""

    def forward(self, input, target):
        """Equal shapes; a scalar unless the reduction is "none"."""
        return F.l1_loss(input, target, self.reduction)


class MSELoss(_Loss):
    """``(x - target)^2``."""

    def forward(self, input, target):
        """Equal shapes; a scalar unless the reduction is "none"."""
        return F.mse_loss(input, target, self.reduction)


class SmoothL1Loss(_Loss):
    """Quadratic below ``beta``, linear above (Girshick 2015)."""

    def __init__(self, reduction="mean", beta=1.0, size_average=None, reduce=None):
        super().__init__(reduction, size_average, reduce)
        self.beta = beta

    def forward(self, input, target):
        """Equal shapes; a scalar unless the reduction is "none"."""
        return F.smooth_l1_loss(input, target, self.beta, self.reduction)


class HuberLoss(_Loss):
    """Quadratic below ``delta``, linear above (Huber 1964)."""

    def __init__(self, reduction="mean", delta=1.0):
        super().__init__(reduction)
        self.delta = delta

    def forward(self, input, target):
        """Equal shapes; a scalar unless the reduction is "none"."""
        return F.huber_loss(input, target, self.delta, self.reduction)


class KLDivLoss(_Loss):
    """Kullback-Leibler divergence of log-probabilities from a target distribution."""

    def __init__(self, reduction="mean", log_target=False, size_average=None, reduce=None):
        super().__init__(reduction, size_average, reduce)
        self.log_target = log_target

    def forward(self, input, target):
        """Equal shapes; a scalar unless the reduction is "none"."""
        return F.kl_div(input, target, reduction=self.reduction, log_target=self.log_target)


class PoissonNLLLoss(_Loss):
    """Negative log likelihood of Poisson counts."""

    def __init__(
        self, log_input=True, full=False, eps=1e-08, reduction="mean", size_average=None, reduce=None
    ):
        super().__init__(reduction, size_average, reduce)
        self.log_input, self.full, self.eps = log_input, full, eps

    def forward(self, input, target):
        """Equal shapes; a scalar unless the reduction is "none"."""
        return F.poisson_nll_loss(input, target, self.log_input, self.full, self.eps, self.reduction)


class GaussianNLLLoss(_Loss):
    """Negative log likelihood under a normal distribution with given variances."""

    def __init__(self, *, full=False, eps=1e-06, reduction="mean"):
        super().__init__(reduction)
        self.full, self.eps = full, eps

    def forward(self, input, target, var):
        """Equal shapes; a scalar unless the reduction is "none"."""
        return F.gaussian_nll_loss(input, target, var, self.full, self.eps, self.reduction)


class NLLLoss(_WeightedLoss):
    """Negative log likelihood of class indices under log-probabilities."""

    def __init__(self, weight=None, ignore_index=-100, reduction="mean", size_average=None, reduce=None):
        super().__init__(weight, reduction, size_average, reduce)
        self.ignore_index = ignore_index

    def forward(self, input, target):
        """Input ``(N, C, *)``, target ``(N, *)``; a scalar unless the reduction is "none"."""
        return F.nll_loss(input, target, self.weight, self.ignore_index, self.reduction)


class CrossEntropyLoss(_WeightedLoss):
    """Cross entropy of unnormalised scores with class indices or probabilities."""

    def __init__(
        self,
        weight=None,
        ignore_index=-100,
        reduction="mean",
        label_smoothing=0.0,
        size_average=None,
        reduce=None,
    ):
        super().__init__(weight, reduction, size_average, reduce)
        self.ignore_index, self.label_smoothing = ignore_index, label_smoothing

    def forward(self, input, target):
        """Input ``(N, C, *)``, target ``(N, *)`` or input's shape; a scalar unless the reduction is "none"."""
        return F.cross_entropy(
            input, target, self.weight, self.ignore_index, self.reduction, self.label_smoothing
        )


class BCELoss(_WeightedLoss):
    """Binary cross entropy of probabilities."""

    def forward(self, input, target):
        """Equal shapes; a scalar unless the reduction is "none"."""
        return F.binary_cross_entropy(input, target, self.weight, self.reduction)


class BCEWithLogitsLoss(_WeightedLoss):
    """Binary cross entropy of logits, computed stably."""

    def __init__(self, weight=None, reduction="mean", pos_weight=None, size_average=None, reduce=None):
        super().__init__(weight, reduction, size_average, reduce)
        self.register_buffer("pos_weight", pos_weight)

    def forward(self, input, target):
        """Equal shapes; a scalar unless the reduction is "none"."""
        return F.binary_cross_entropy_with_logits(input, target, self.weight, self.pos_weight, self.reduction)


class SoftMarginLoss(_Loss):
    """``log(1 + exp(-target x))``."""

    def forward(self, input, target):
        """Equal shapes; a scalar unless the reduction is "none"."""
        return F.soft_margin_loss(input, target, self.reduction)


class MultiLabelMarginLoss(_Loss):
    """Margin loss over all pairs of a label and a class that is not one."""

    def forward(self, input, target):
        """``(N, C)`` both; target lists labels up to the first -1."""
        return F.multilabel_margin_loss(input, target, self.reduction)


MultilabelMarginLoss = MultiLabelMarginLoss


class MultiLabelSoftMarginLoss(_WeightedLoss):
    """Mean over classes of the binary cross entropy with logits."""

    def forward(self, input, target):
        """``(N, C)`` both."""
        return F.multilabel_soft_margin_loss(input, target, self.weight, self.reduction)


class MultiMarginLoss(_WeightedLoss):
    """Margin of the target's score over the other classes'."""

    def __init__(self, p=1, margin=1.0, weight=None, reduction="mean", size_average=None, reduce=None):
        if p not in (1, 2):
            raise ValueError("only p == 1 and p == 2 supported")
        if weight is not None and weight.dim() != 1:
            raise ValueError(f"MultiMarginLoss: expected weight to be None or 1D tensor, got {weight.dim()}D instead")
        super().__init__(weight, reduction, size_average, reduce)
        self.p, self.margin = p, margin

    def forward(self, input, target):
        """Input ``(N, C)``, target ``(N)``."""
        return F.multi_margin_loss(input, target, self.p, self.margin, self.weight, self.reduction)


class _MarginLoss(_Loss):
    def __init__(self, margin=0.0, reduction="mean", size_average=None, reduce=None):
        super().__init__(reduction, size_average, reduce)
        self.margin = margin


class CosineEmbeddingLoss(_MarginLoss):
    """Pulls together or apart two vectors by the cosine of their angle."""

    @also_named(x1="input1", x2="input2", y="target")
    def forward(self, input1, input2, target):
        """Inputs ``(N, D)``, target ``(N)`` of 1 and -1."""
        return F.cosine_embedding_loss(input1, input2, target, self.margin, self.reduction)


class MarginRankingLoss(_MarginLoss):
    """Asks the first input to rank above the second where target is 1, below where -1."""

    @also_named(x1="input1", x2="input2", y="target")
    def forward(self, input1, input2, target):
        """Equal shapes."""
        return F.margin_ranking_loss(input1, input2, target, self.margin, self.reduction)


class HingeEmbeddingLoss(_MarginLoss):
    """``x`` where target is 1, ``max(0, margin - x)`` where -1."""

    def __init__(self, margin=1.0, reduction="mean", size_average=None, reduce=None):
        super().__init__(margin, reduction, size_average, reduce)

    @also_named(x="input", y="target")
    def forward(self, input, target):
        """Equal shapes."""
        return F.hinge_embedding_loss(input, target, self.margin, self.reduction)


class TripletMarginLoss(_Loss):
    """Asks an anchor to be nearer to the positive than to the negative by a margin.

    Raises:
        ValueError: ``margin`` is not positive.
    """

    def __init__(
        self, margin=1.0, p=2.0, eps=1e-06, swap=False, reduction="mean", size_average=None, reduce=None
    ):
        super().__init__(reduction, size_average, reduce)
        if margin <= 0:
            raise ValueError(f"TripletMarginLoss: expected margin to be greater than 0, got {margin} instead")
        self.margin, self.p, self.eps, self.swap = margin, p, eps, swap

    def forward(self, anchor, positive, negative):
        """``(N, D)`` each."""
        return F.triplet_margin_loss(
            anchor, positive, negative, self.margin, self.p, self.eps, self.swap, self.reduction
        )


class TripletMarginWithDistanceLoss(_Loss):
    """:class:`TripletMarginLoss` with any distance function.

    Raises:
        ValueError: ``margin`` is not positive.
    """

    def __init__(self, distance_function=None, margin=1.0, swap=False, reduction="mean"):
        super().__init__(reduction)
        if margin <= 0:
            raise ValueError(
                f"TripletMarginWithDistanceLoss: expected margin to be greater than 0, got {margin} instead"
            )
        self.distance_function = PairwiseDistance() if distance_function is None else distance_function
        self.margin, self.swap = margin, swap

    def forward(self, anchor, positive, negative):
        """``(N, D)`` each."""
        return F.triplet_margin_with_distance_loss(
            anchor,
            positive,
            negative,
            distance_function=self.distance_function,
            margin=self.margin,
            swap=self.swap,
            reduction=self.reduction,
        )


class CTCLoss(_Loss):
    """Connectionist temporal classification (Graves et al. 2006); see :func:`lucid.nn.functional.ctc_loss`."""

    def __init__(self, blank=0, reduction="mean", zero_infinity=False):
        super().__init__(reduction)
        self.blank, self.zero_infinity = blank, zero_infinity

    def forward(self, log_probs, targets, input_lengths, target_lengths):
        """A scalar, or ``(N,)`` with reduction "none"."""
        return F.ctc_loss(
            log_probs, targets, input_lengths, target_lengths, self.blank, self.reduction, self.zero_infinity
        )
