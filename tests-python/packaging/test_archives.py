"""Wheels and source archives: complete, correctly recorded, reproducible, installable without a network."""
import base64
import hashlib
import os
import pathlib
import subprocess
import sys
import tarfile
import zipfile

import pytest


def run(*command, **options):
    result = subprocess.run([os.fspath(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            text=True, **options)
    assert result.returncode == 0, result.stdout
    return result.stdout


@pytest.fixture
def environment(tmp_path):
    """An empty virtual environment; its Python."""
    pytest.importorskip("ensurepip")
    run(sys.executable, "-m", "venv", tmp_path / "environment")
    return tmp_path / "environment" / ("Scripts" if os.name == "nt" else "bin") / "python"


@pytest.mark.smoke
def test_wheel_records_every_member_with_its_hash(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        record = next(name for name in names if name.endswith(".dist-info/RECORD"))
        rows = [line.rsplit(",", 2) for line in archive.read(record).decode().splitlines()]
        assert [name for name, _, _ in rows] == names
        for name, digest, size in rows:
            if name == record:
                assert (digest, size) == ("", "")
                continue
            content = archive.read(name)
            encoded = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            assert (digest, size) == (f"sha256={encoded}", str(len(content)))


def test_wheel_holds_the_package_and_both_instruction_sets(wheel, backend):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {"lucid/__init__.py", "lucid/py.typed"} <= names
    assert {f"lucid/{variant.extension}" for variant in backend.build.target().variants} <= names
    assert not [name for name in names if "__pycache__" in name or name.endswith((".partial", ".cs"))]
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert wheel.stat().st_size < 10 * 2**20


def test_wheel_tag_is_the_stable_abi_and_the_glibc_it_needs(wheel):
    _, _, python, abi, platform = wheel.stem.split("-")
    assert (python, abi) == ("cp39", "abi3")
    if sys.platform == "linux":
        _, major, minor, *_ = platform.split("_")
        assert platform.startswith("manylinux_")
        here = tuple(map(int, os.confstr("CS_GNU_LIBC_VERSION").split()[1].split(".")))
        assert (2, 17) <= (int(major), int(minor)) <= here


def test_archives_are_reproducible(backend, wheel, tmp_path):
    again = tmp_path / backend.build_wheel(str(tmp_path))
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()
    first = (tmp_path / backend.build_sdist(str(tmp_path))).read_bytes()
    assert (tmp_path / backend.build_sdist(str(tmp_path))).read_bytes() == first


def test_sdist_has_all_that_a_build_needs(backend, tmp_path):
    with tarfile.open(tmp_path / backend.build_sdist(str(tmp_path))) as archive:
        members = archive.getmembers()
    base = backend.distribution()
    names = {member.name[len(base) + 1:] for member in members}
    assert all(member.name.startswith(base + "/") and member.mtime == backend.ARCHIVE_TIME for member in members)
    assert {"PKG-INFO", "pyproject.toml", "Directory.Build.props", "global.json", "dev", "tools/workflow/backend.py",
            "engine/Lucid.Core/Lucid.Core.csproj", "exports/Lucid.Python/Lucid.Python.csproj",
            "python/lucid/__init__.py"} <= names
    assert not [name for name in names if name.startswith("artifacts") or name.endswith(".so")]


def test_wheel_installs_without_a_network(wheel, environment, tmp_path):
    run(environment, "-m", "pip", "install", "--no-index", "--disable-pip-version-check", wheel)
    found = run(environment, "-I", "-c", "import lucid; print(lucid.__file__); print(lucid.ones(2, 3).sum().item())",
                cwd=tmp_path).split("\n")
    assert pathlib.Path(found[0]).is_relative_to(tmp_path / "environment")
    assert found[1] == "6.0"
    run(environment, "-m", "pip", "check", "--disable-pip-version-check")
    run(environment, "-m", "pip", "uninstall", "-y", "lucid-dl")
    assert subprocess.run([environment, "-I", "-c", "import lucid"], stderr=subprocess.DEVNULL, cwd=tmp_path).returncode


@pytest.mark.parametrize("options", [[], ["-e"]], ids=["pip install .", "pip install -e ."])
def test_checkout_installs_without_a_network(backend, environment, tools, tmp_path, options):
    run(environment, "-m", "pip", "install", "--no-index", "--disable-pip-version-check", *options, tools)
    where = run(environment, "-I", "-c", "import lucid; print(lucid.__file__)", cwd=tmp_path).strip()
    inside_checkout = pathlib.Path(where).is_relative_to(tools / "python")
    assert inside_checkout == bool(options)
