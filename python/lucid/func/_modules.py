"""Modules as functions of their parameters."""

import contextlib

import lucid

__all__ = ["functional_call", "stack_module_state"]


def _merge(dictionaries):
    if isinstance(dictionaries, dict):
        return dict(dictionaries)
    merged = {}
    for dictionary in dictionaries:
        for key, value in dictionary.items():
            if key in merged:
                raise ValueError(f"{key} appears in multiple dictionaries; behavior of functional call is ambiguous")
            merged[key] = value
    return merged


def _tied(module):
    """For each name the names that share its tensor."""
    groups = {}
    named = list(module.named_parameters(remove_duplicate=False)) + list(module.named_buffers(remove_duplicate=False))
    for name, value in named:
        groups.setdefault(id(value), []).append(name)
    return {name: group for group in groups.values() for name in group}


@contextlib.contextmanager
def _replaced(module, values, tie_weights, strict):
    groups = _tied(module)
    unexpected = [name for name in values if name not in groups]
    missing = [name for name in groups if not any(other in values for other in groups[name])]
    if unexpected:
        raise RuntimeError(f"Unexpected key(s): {', '.join(unexpected)}.")
    if strict and missing:
        raise RuntimeError(f"Missing key(s): {', '.join(missing)}.")
    everything = dict(values)
    if tie_weights:
        for name, value in values.items():
            for other in groups[name]:
                everything.setdefault(other, value)
    before = []
    try:
        for name, value in everything.items():
            path, _, last = name.rpartition(".")
            owner = module.get_submodule(path) if path else module
            table = owner._parameters if last in owner._parameters else owner._buffers
            before.append((table, last, table[last]))
            table[last] = value
        yield
    finally:
        for table, name, value in reversed(before):
            table[name] = value


def functional_call(module, parameter_and_buffer_dicts, args=None, kwargs=None, *, tie_weights=True, strict=False):
    """Calls a module with other tensors in place of its parameters and buffers.

    Args:
        parameter_and_buffer_dicts: a dictionary by name, or a sequence of such; what is not named stays.
        args: arguments, a tuple or a single one. kwargs: keyword arguments.
        tie_weights: replace all names of a shared tensor together. strict: every name must be given.

    Returns:
        what the module returns.

    Raises:
        ValueError: a name is given twice. RuntimeError: a name is unknown, or missing under ``strict``.
    """
    values = _merge(parameter_and_buffer_dicts)
    args = () if args is None else args if isinstance(args, tuple) else (args,)
    with _replaced(module, values, tie_weights, strict):
        return module(*args, **(kwargs or {}))


def stack_module_state(models):
    """Parameters and buffers of several modules of the same structure, stacked along a new first dimension.

    Returns:
        (parameters, buffers), two dictionaries by name; parameters are leaves that require grad as the given ones do.

    Raises:
        RuntimeError: no models, or models of different classes or training modes.
    """
    models = list(models)
    if not models:
        raise RuntimeError("stack_module_state: Expected at least one model, got 0.")
    if not (all(model.training for model in models) or not any(model.training for model in models)):
        raise RuntimeError("stack_module_state: Expected all models to have the same training/eval mode.")
    if any(type(model) is not type(models[0]) for model in models):
        raise RuntimeError("stack_module_state: Expected all models to be of the same class.")
    parameters = _stack([dict(model.named_parameters()) for model in models])
    buffers = _stack([dict(model.named_buffers()) for model in models])
    return parameters, buffers


def _stack(dictionaries):
    stacked = {}
    for name in dictionaries[0]:
        values = [dictionary[name] for dictionary in dictionaries]
        if values[0].requires_grad:
            stacked[name] = lucid.stack([value.detach() for value in values]).requires_grad_()
        else:
            stacked[name] = lucid.stack(values)
    return stacked


