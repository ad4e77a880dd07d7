# Types for checkers and editors. Written by `./dev stubs`; do not edit.
import builtins
from typing import Any, Callable, ContextManager, Iterator, Optional, Sequence, Tuple, Union, overload

from lucid import Tensor, device, dtype

from lucid.autograd.function import Function as Function
from lucid.autograd.function import FunctionCtx as FunctionCtx
from lucid.autograd.graph import GradientEdge as GradientEdge
class RemovableHandle:
    def __enter__(self, *args: Any, **kwargs: Any) -> RemovableHandle: ...
    def __exit__(self, *arguments: Any) -> None: ...
    def remove(self, *args: Any, **kwargs: Any) -> None: ...
def backward(tensors: Any, grad_tensors: Any = ..., retain_graph: Any = ..., create_graph: bool = ..., inputs: Any = ...) -> None: ...
def checkpoint(function: Any, *args: Any, preserve_rng_state: bool = ..., use_reentrant: bool = ..., **kwargs: Any) -> Any: ...
from lucid.autograd.anomaly_mode import detect_anomaly as detect_anomaly
from lucid import enable_grad as enable_grad
from lucid.autograd import forward_ad as forward_ad
from lucid.autograd import function as function
from lucid.autograd import functional as functional
def grad(outputs: Any, inputs: Any, grad_outputs: Any = ..., retain_graph: Any = ..., create_graph: bool = ..., only_inputs: bool = ..., allow_unused: Any = ..., is_grads_batched: bool = ..., materialize_grads: bool = ...) -> Any: ...
from lucid.autograd import grad_mode as grad_mode
from lucid.autograd.gradcheck import gradcheck as gradcheck
from lucid.autograd.gradcheck import gradgradcheck as gradgradcheck
from lucid.autograd import graph as graph
from lucid.autograd.functional import hessian as hessian
from lucid.autograd.functional import hvp as hvp
from lucid import inference_mode as inference_mode
from lucid.autograd.anomaly_mode import is_anomaly_check_nan_enabled as is_anomaly_check_nan_enabled
from lucid.autograd.anomaly_mode import is_anomaly_enabled as is_anomaly_enabled
from lucid import is_grad_enabled as is_grad_enabled
from lucid import is_inference_mode_enabled as is_inference_mode_enabled
from lucid.autograd.functional import jacobian as jacobian
from lucid.autograd.functional import jvp as jvp
from lucid import no_grad as no_grad
from lucid.autograd import profiler as profiler
from lucid.autograd.anomaly_mode import set_detect_anomaly as set_detect_anomaly
from lucid import set_grad_enabled as set_grad_enabled
from lucid.autograd.functional import vhp as vhp
from lucid.autograd.functional import vjp as vjp
