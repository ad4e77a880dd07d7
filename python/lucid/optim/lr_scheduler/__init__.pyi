# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

from lucid.optim import ChainedScheduler as ChainedScheduler
from lucid.optim import ConstantLR as ConstantLR
from lucid.optim import CosineAnnealingLR as CosineAnnealingLR
from lucid.optim import CosineAnnealingWarmRestarts as CosineAnnealingWarmRestarts
from lucid.optim import CyclicLR as CyclicLR
from lucid.optim import ExponentialLR as ExponentialLR
class LRScheduler:
    def __init__(self, optimizer: Any, last_epoch: Any = ..., verbose: bool = ...) -> None: ...
    def get_last_lr(self) -> Any: ...
    def get_lr(self) -> Any: ...
    def load_state_dict(self, state_dict: Any) -> Any: ...
    def state_dict(self) -> Any: ...
    def step(self, epoch: Any = ...) -> None: ...
from lucid.optim import LambdaLR as LambdaLR
from lucid.optim import LinearLR as LinearLR
from lucid.optim import MultiStepLR as MultiStepLR
from lucid.optim import MultiplicativeLR as MultiplicativeLR
from lucid.optim import NoamScheduler as NoamScheduler
from lucid.optim import OneCycleLR as OneCycleLR
from lucid.optim.optimizer import Optimizer as Optimizer
from lucid.optim import PolynomialLR as PolynomialLR
from lucid.optim import ReduceLROnPlateau as ReduceLROnPlateau
from lucid.optim import SequentialLR as SequentialLR
from lucid.optim import StepLR as StepLR
_LRScheduler = LRScheduler
