"""Function transforms: derivatives and batches of functions, which nest in any order."""

from lucid.func._derivatives import grad, grad_and_value, jvp, linearize, value_and_grad, vjp
from lucid.func._jacobians import hessian, jacfwd, jacrev
from lucid.func._modules import functional_call, stack_module_state
from lucid.func._vmap import chunk_vmap, vmap

__all__ = [
    "chunk_vmap", "functional_call", "grad", "grad_and_value", "hessian", "jacfwd", "jacrev", "jvp", "linearize",
    "stack_module_state", "value_and_grad", "vjp", "vmap",
]  # fmt: skip
