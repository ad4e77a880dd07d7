"""Files that are either the old one or the new one, never half of it."""

import contextlib
import os
import secrets
import stat


@contextlib.contextmanager
def replacing(path):
    """Opens a new file that takes the place of ``path`` when the block ends without an error.

    The file is written under another name in the same folder, flushed to the disk, and renamed; a process killed at
    any moment leaves the old file whole.
    """
    # A symbolic link keeps pointing: the file behind it is what is replaced.
    target = os.path.realpath(os.fspath(path))
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name}.{secrets.token_hex(6)}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(descriptor, "wb", closefd=True) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):
            os.chmod(temporary, stat.S_IMODE(os.stat(target).st_mode))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    sync_folder(folder)


def sync_folder(folder):
    """Makes a rename in ``folder`` survive a power cut, where the system can."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder or ".", os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
