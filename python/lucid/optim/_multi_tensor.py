"""One update of a whole parameter group.

The engine does it in one call when all tensors are dense and of one real type; the same update in tensor operations
serves the rest. All tensors are updated in place, outside the graph.
"""

import lucid
from lucid import ops

_adam_step = ops._adam_step
_sgd_step = ops._sgd_step


def sgd_step(params, grads, momentum_buffers, lr, momentum, dampening, weight_decay, nesterov, maximize):
    """Stochastic gradient descent (Sutskever et al. 2013 for the momentum).

    Args:
        params, grads: equally long lists of tensors of equal shapes.
        momentum_buffers: list of tensors, or None at a parameter's first step; empty if ``momentum`` is 0. Every None
            is replaced in the list by a new tensor.
        lr, momentum, dampening, weight_decay: floats.
        nesterov, maximize: bools.
    """
    ready = momentum == 0 or all(buffer is not None for buffer in momentum_buffers)
    if ready and _sgd_step(params, grads, momentum_buffers, lr, momentum, dampening, weight_decay, nesterov, maximize):
        return
    for index, (param, grad) in enumerate(zip(params, grads)):
        if maximize:
            grad = -grad
        if weight_decay != 0:
            grad = grad + param * weight_decay
        if momentum != 0:
            buffer = momentum_buffers[index]
            if buffer is None:
                buffer = momentum_buffers[index] = grad.detach().clone()
            else:
                buffer.mul_(momentum).add_(grad * (1 - dampening))
            grad = grad + buffer * momentum if nesterov else buffer
        param.sub_(grad * lr)


def adam_step(
    params,
    grads,
    exp_avgs,
    exp_avg_sqs,
    max_exp_avg_sqs,
    steps,
    lr,
    beta1,
    beta2,
    eps,
    weight_decay,
    amsgrad,
    maximize,
    decoupled,
):
    """Adam (Kingma & Ba 2014); ``decoupled`` decays the weights themselves (Loshchilov & Hutter 2017).

    Args:
        params, grads, exp_avgs, exp_avg_sqs: equally long lists of tensors of equal shapes.
        max_exp_avg_sqs: the same, or empty if not ``amsgrad`` (Reddi et al. 2018).
        steps: list of ints, the number of this step (from 1) for each parameter.
        lr, beta1, beta2, eps, weight_decay: floats.
        amsgrad, maximize, decoupled: bools.
    """
    if _adam_step(params, grads, exp_avgs, exp_avg_sqs, max_exp_avg_sqs, steps, lr, beta1, beta2, eps, weight_decay,
                  amsgrad, maximize, decoupled):  # fmt: skip
        return
    for index, (param, grad, average, square) in enumerate(zip(params, grads, exp_avgs, exp_avg_sqs)):
        step = steps[index]
        if maximize:
            grad = -grad
        if weight_decay != 0:
            if decoupled:
                param.mul_(1 - lr * weight_decay)
            else:
                grad = grad + param * weight_decay
        average.add_((grad - average) * (1 - beta1))
        square.mul_(beta2).add_(grad * grad * (1 - beta2))
        if amsgrad:
            largest = max_exp_avg_sqs[index]
            largest.copy_(lucid.maximum(largest, square))
            square = largest
        root = lucid.sqrt(square) / (1 - beta2**step) ** 0.5 + eps
        param.sub_(average / root * (lr / (1 - beta1**step)))
