"""Numbers of one module for another."""

import lucid


def copy_parameters_and_buffers(source, dest):
    """Copies every parameter and buffer of ``source`` into the one of the same name in ``dest``.

    Raises:
        KeyError: ``dest`` lacks a name.
    """
    targets = {**dict(dest.named_parameters()), **dict(dest.named_buffers())}
    with lucid.no_grad():
        for name, tensor in (*source.named_parameters(), *source.named_buffers()):
            targets[name].copy_(tensor)
