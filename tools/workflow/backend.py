"""The PEP 517 and PEP 660 build backend. It has no requirements, so pip needs no network to run it.

The extension is compiled first if it is not current. Archives are reproducible: sorted names, one fixed time
(SOURCE_DATE_EPOCH if it is set), no owner, fixed permissions.
"""
import base64
import gzip
import hashlib
import io
import os
import pathlib
import tarfile
import time
import zipfile

from . import build
from .console import output_of
from .layout import PACKAGE, ROOT
from .metadata import core_metadata, project_table
from .native_files import glibc_level, macos_level
from .stamps import BUILD_SETTINGS, source_files

# 1980-01-01, the oldest time a zip archive can hold.
ARCHIVE_TIME = int(os.environ.get("SOURCE_DATE_EPOCH", "315532800"))
PACKAGE_SUFFIXES = (".py", ".pyi", ".typed", ".json", ".txt", ".gz")
SDIST_PLACES = ("dev", "engine", "exports", "native", "python", "tools", "tests-dotnet", "tests-python", "benchmarks",
                "examples", "docs", ".ci", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Lucid.sln",
                "pyproject.toml", ".gitignore")


def distribution() -> str:
    project = project_table()
    return f"{project['name'].replace('-', '_')}-{project['version']}"


def platform_tag() -> str:
    """The tag of the oldest system that can load the extension files as they are."""
    extensions = [PACKAGE / variant.extension for variant in build.target().variants]
    system, machine = build.target().runtime.split("-")
    machine = {"x64": "x86_64", "arm64": "aarch64" if system == "linux" else "arm64"}[machine]
    if system == "linux":
        return "manylinux_{}_{}_{}".format(*glibc_level(extensions), machine)
    if system == "osx":
        return "macosx_{}_{}_{}".format(*macos_level(extensions), machine)
    return "win_amd64" if machine == "x86_64" else "win_arm64"


def wheel_tag() -> str:
    return f"cp39-abi3-{platform_tag()}"


def package_files():
    """(name in the wheel, path) of everything that is installed."""
    variants = {variant.extension for variant in build.target().variants}
    for folder, subfolders, files in os.walk(PACKAGE):
        subfolders[:] = sorted(name for name in subfolders if name != "__pycache__")
        for name in sorted(files):
            if name in variants or name.endswith(PACKAGE_SUFFIXES):
                path = pathlib.Path(folder, name)
                yield "lucid/" + path.relative_to(PACKAGE).as_posix(), path


def information_files(tag: str):
    """(name below .dist-info, content) without RECORD."""
    yield "METADATA", core_metadata().encode()
    yield "WHEEL", f"Wheel-Version: 1.0\nGenerator: lucid\nRoot-Is-Purelib: false\nTag: {tag}\n".encode()
    for name in project_table()["license-files"]:
        yield "licenses/" + name, (ROOT / name).read_bytes()


class WheelArchive:
    """A wheel being written: adds members with fixed attributes and keeps the RECORD."""

    def __init__(self, folder, tag: str):
        self.name = f"{distribution()}-{tag}.whl"
        self.information = distribution() + ".dist-info"
        self.record = []
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        self.archive = zipfile.ZipFile(os.path.join(folder, self.name), "w", zipfile.ZIP_DEFLATED, compresslevel=9)

    def add(self, name: str, content: bytes, executable: bool = False) -> None:
        member = zipfile.ZipInfo(name, time.gmtime(max(ARCHIVE_TIME, 315532800))[:6])
        member.compress_type = zipfile.ZIP_DEFLATED
        member.create_system = 3                                    # Unix, so that the permissions count
        member.external_attr = (0o100755 if executable else 0o100644) << 16
        self.archive.writestr(member, content)
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        self.record.append(f"{name},sha256={digest},{len(content)}")

    def close(self, tag: str) -> str:
        for name, content in information_files(tag):
            self.add(f"{self.information}/{name}", content)
        record = f"{self.information}/RECORD"
        self.add(record, "\n".join([*self.record, record + ",,", ""]).encode())
        self.archive.close()
        return self.name


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None) -> str:
    build.build_extension()
    tag = wheel_tag()
    wheel = WheelArchive(wheel_directory, tag)
    for name, path in package_files():
        wheel.add(name, path.read_bytes(), executable=name.endswith((".so", ".pyd")))
    return wheel.close(tag)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None) -> str:
    """A wheel with one .pth file, which puts the checkout's python/ on the path."""
    build.build_extension()
    tag = f"py3-none-{platform_tag()}"
    wheel = WheelArchive(wheel_directory, tag)
    wheel.add("__editable__.lucid_dl.pth", (os.fspath(ROOT / "python") + "\n").encode())
    return wheel.close(tag)


def source_names():
    """What goes into the source archive: what git does not ignore, or outside a repository all that is not made."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    tracked = output_of(listing, cwd=ROOT) if (ROOT / ".git").exists() else ""
    if tracked:
        return sorted(name for name in tracked.split("\0") if name and (ROOT / name).is_file())
    places = [place for place in SDIST_PLACES if (ROOT / place).exists()]
    return sorted({path.relative_to(ROOT).as_posix() for path in source_files(*places, *BUILD_SETTINGS)})


def build_sdist(sdist_directory, config_settings=None) -> str:
    base = distribution()
    contents = io.BytesIO()
    with tarfile.open(fileobj=contents, mode="w", format=tarfile.PAX_FORMAT) as archive:
        def add(name, content, mode):
            member = tarfile.TarInfo(f"{base}/{name}")
            member.size, member.mtime, member.mode = len(content), ARCHIVE_TIME, mode
            archive.addfile(member, io.BytesIO(content))
        add("PKG-INFO", core_metadata().encode(), 0o644)
        for name in source_names():
            path = ROOT / name
            add(name, path.read_bytes(), 0o755 if os.access(path, os.X_OK) else 0o644)
    goal = pathlib.Path(sdist_directory, base + ".tar.gz")
    goal.parent.mkdir(parents=True, exist_ok=True)
    with open(goal, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=ARCHIVE_TIME) as compressed:
        compressed.write(contents.getvalue())
    return goal.name


def get_requires_for_build_wheel(config_settings=None):
    return []


get_requires_for_build_editable = get_requires_for_build_sdist = get_requires_for_build_wheel
