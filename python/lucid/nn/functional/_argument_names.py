"""Second names for arguments: Lucid's short ones beside PyTorch's."""

import functools


def also_named(**second_names):
    """Lets a function's arguments be passed under a second keyword: ``also_named(x="input")`` accepts ``x=``."""

    def decorate(function):
        @functools.wraps(function)
        def with_second_names(*args, **kwargs):
            if kwargs:
                for second, first in second_names.items():
                    if second in kwargs:
                        if first in kwargs:
                            raise TypeError(
                                f"{function.__name__}() got both '{first}' and '{second}': they are one argument")
                        kwargs[first] = kwargs.pop(second)
            return function(*args, **kwargs)

        with_second_names.second_names = second_names
        return with_second_names

    return decorate
