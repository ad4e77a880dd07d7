"""Content stamps: a thing is rebuilt when the bytes it is made from have changed, and only then."""
import hashlib
import os

from .layout import ARTIFACTS, ROOT

# Everything at the root that changes what a compiler makes of the same sources.
BUILD_SETTINGS = ("Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json",
                  ".editorconfig")
SKIPPED_FOLDERS = {"bin", "obj", "__pycache__"}


def source_files(*places: str):
    """Files below the given places (relative to the root), in a stable order, without build leftovers."""
    for place in places:
        path = ROOT / place
        if path.is_file():
            yield path
            continue
        for folder, subfolders, files in os.walk(path):
            subfolders[:] = sorted(name for name in subfolders if name not in SKIPPED_FOLDERS)
            for name in sorted(files):
                if not name.endswith((".pyc", ".so", ".pyd", ".dylib", ".dll")):
                    yield ROOT / folder / name


def digest(places, *settings: str) -> str:
    """The hash of all files below the places, their names, and the settings given as text."""
    whole = hashlib.sha256("\0".join(settings).encode())
    for path in source_files(*places, *BUILD_SETTINGS):
        whole.update(b"\0" + path.relative_to(ROOT).as_posix().encode() + b"\0")
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


class Stamp:
    """Remembers the digest something was made from; `products` must still exist for it to count as fresh."""

    def __init__(self, name: str, value: str, products=()):
        self.path = ARTIFACTS / "stamps" / name
        self.value = value
        self.products = products

    def is_fresh(self) -> bool:
        return (self.path.is_file() and self.path.read_text().strip() == self.value
                and all(product.exists() for product in self.products))

    def record(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.value + "\n")
