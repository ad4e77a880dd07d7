"""Optimizers and learning rate schedules."""

from . import lr_scheduler
from .adadelta import Adadelta
from .adagrad import Adagrad
from .adam import Adam
from .adamax import Adamax
from .adamw import AdamW
from .asgd import ASGD
from .lbfgs import LBFGS
from .lr_scheduler import (
    ChainedScheduler, ConstantLR, CosineAnnealingLR, CosineAnnealingWarmRestarts, CyclicLR, ExponentialLR, LambdaLR,
    LinearLR, MultiplicativeLR, MultiStepLR, NoamScheduler, OneCycleLR, PolynomialLR, ReduceLROnPlateau, SequentialLR,
    StepLR,
)  # fmt: skip
from .nadam import NAdam
from .optimizer import Optimizer
from .radam import RAdam
from .rmsprop import RMSprop
from .rprop import Rprop
from .sgd import SGD
from .sparse_adam import SparseAdam

__all__ = [
    "ASGD", "Adadelta", "Adagrad", "Adam", "AdamW", "Adamax", "ChainedScheduler", "ConstantLR", "CosineAnnealingLR",
    "CosineAnnealingWarmRestarts", "CyclicLR", "ExponentialLR", "LBFGS", "LambdaLR", "LinearLR", "MultiStepLR",
    "MultiplicativeLR", "NAdam", "NoamScheduler", "OneCycleLR", "Optimizer", "PolynomialLR", "RAdam", "RMSprop",
    "ReduceLROnPlateau", "Rprop", "SGD", "SequentialLR", "SparseAdam", "StepLR", "lr_scheduler",
]  # fmt: skip
