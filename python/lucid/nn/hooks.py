"""Hook registries: the handle that removes a hook, and hooks that apply to every module."""

import itertools
import weakref
from collections import OrderedDict

__all__ = [
    "RemovableHandle",
    "register_module_forward_hook",
    "register_module_forward_pre_hook",
    "register_module_full_backward_hook",
    "register_module_full_backward_pre_hook",
    "register_module_load_state_dict_post_hook",
    "register_module_load_state_dict_pre_hook",
]

_next_key = itertools.count()


class RemovableHandle:
    """Takes a hook out of the dictionaries it was put into.

    Args:
        hooks: the dictionary that holds the hook; only a weak reference is kept.
        key: the hook's key; a fresh one when None.
        extra_sets: further dictionaries or sets from which the same key is removed.
    """

    __slots__ = ("id", "_hooks", "_extra", "__weakref__")

    def __init__(self, hooks, key=None, extra_sets=()):
        self.id = next(_next_key) if key is None else key
        self._hooks = weakref.ref(hooks)
        self._extra = tuple(weakref.ref(extra) for extra in extra_sets)

    def remove(self):
        """Removes the hook; a second call does nothing."""
        hooks = self._hooks()
        if hooks is not None:
            hooks.pop(self.id, None)
        for reference in self._extra:
            extra = reference()
            if isinstance(extra, dict):
                extra.pop(self.id, None)
            elif extra is not None:
                extra.discard(self.id)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.remove()

    def __getstate__(self):
        return self.id, self._hooks(), tuple(extra() for extra in self._extra)

    def __setstate__(self, state):
        self.id, hooks, extras = state
        self._hooks = weakref.ref(OrderedDict() if hooks is None else hooks)
        self._extra = tuple(weakref.ref(extra) for extra in extras if extra is not None)


class GlobalHooks:
    """Hooks that every module runs, besides its own."""

    def __init__(self):
        # One look for the quick path of a call; it stays set when the last hook is removed, which only costs time.
        self.were_used = False
        self.forward = OrderedDict()
        self.forward_with_kwargs = set()
        self.forward_always_called = set()
        self.forward_pre = OrderedDict()
        self.forward_pre_with_kwargs = set()
        self.backward = OrderedDict()
        self.backward_pre = OrderedDict()
        self.load_state_dict_pre = OrderedDict()
        self.load_state_dict_post = OrderedDict()

    def __contains__(self, hooks):
        return any(hooks is own for own in self.__dict__.values())


global_hooks = GlobalHooks()


def add_hook(hooks, hook, *, prepend=False, marked=()):
    """Adds ``hook`` to the ordered dictionary ``hooks`` and its key to every set in ``marked``."""
    handle = RemovableHandle(hooks, extra_sets=marked)
    hooks[handle.id] = hook
    if hooks in global_hooks:
        global_hooks.were_used = True
    for keys in marked:
        keys.add(handle.id)
    if prepend:
        hooks.move_to_end(handle.id, last=False)
    return handle


def register_module_forward_hook(hook, *, with_kwargs=False, always_call=False):
    """Runs ``hook(module, args, output)`` after every module's forward; a result other than None becomes the output."""
    marked = [global_hooks.forward_with_kwargs] if with_kwargs else []
    if always_call:
        marked.append(global_hooks.forward_always_called)
    return add_hook(global_hooks.forward, hook, marked=marked)


def register_module_forward_pre_hook(hook, *, with_kwargs=False):
    """Runs ``hook(module, args)`` before every module's forward; a result that is not None replaces the arguments."""
    marked = [global_hooks.forward_pre_with_kwargs] if with_kwargs else []
    return add_hook(global_hooks.forward_pre, hook, marked=marked)


def register_module_full_backward_hook(hook):
    """Runs ``hook(module, grad_input, grad_output)`` whenever a module's input gradients were computed."""
    return add_hook(global_hooks.backward, hook)


def register_module_full_backward_pre_hook(hook):
    """Runs ``hook(module, grad_output)`` whenever the gradients of a module's outputs were computed."""
    return add_hook(global_hooks.backward_pre, hook)


def register_module_load_state_dict_pre_hook(hook):
    """Runs ``hook(module, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs)``
    before every module loads its part of a state dict."""
    return add_hook(global_hooks.load_state_dict_pre, hook)


def register_module_load_state_dict_post_hook(hook):
    """Runs ``hook(module, incompatible_keys)`` after every module loaded its part of a state dict."""
    return add_hook(global_hooks.load_state_dict_post, hook)
