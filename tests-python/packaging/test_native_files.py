"""The reader of native files, compared with readelf."""
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux" or not shutil.which("readelf"), reason="needs readelf")


def libraries():
    """Some real shared objects: this Python's own extension modules, and libraries of the system."""
    found = sorted(pathlib.Path(sys.prefix).rglob("lib-dynload/*.so"))[:8]
    return found + [path for path in map(pathlib.Path, ("/bin/ls", "/lib/x86_64-linux-gnu/libm.so.6")) if path.exists()]


@pytest.mark.parametrize("path", libraries(), ids=lambda path: path.name)
def test_needs_agree_with_readelf(tools, path):
    from workflow.native_files import ElfReader
    needs = ElfReader(path.read_bytes()).needs()
    dynamic = subprocess.run(["readelf", "-dW", path], stdout=subprocess.PIPE, text=True, check=True).stdout
    assert needs.libraries == re.findall(r"\(NEEDED\).*\[(.*)\]", dynamic)
    listing = subprocess.run(["readelf", "-VW", path], stdout=subprocess.PIPE, text=True, check=True).stdout
    _, _, versions = listing.partition("'.gnu.version_r'")
    assert set().union(set(), *needs.versions.values()) == set(re.findall(r"Name: (\S+) +Flags", versions))


@pytest.mark.parametrize("symbol, level", [
    ("GLIBC_2.2.5", (2, 2)), ("GLIBC_2.34", (2, 34)), ("GLIBC_ABI_DT_RELR", (2, 36)), ("GCC_3.0", (0, 0)),
])
def test_symbol_versions_name_their_glibc(tools, symbol, level):
    from workflow.native_files import symbol_level
    assert symbol_level(symbol) == level


@pytest.mark.parametrize("data", [b"", b"MZ" + bytes(100), b"\x7fELF\x01\x01" + bytes(100)])
def test_other_files_are_refused(tools, data):
    from workflow.native_files import ElfReader
    with pytest.raises(ValueError, match="ELF"):
        ElfReader(data)


def test_a_library_that_not_every_linux_has_is_refused(tools, tmp_path):
    from workflow.native_files import glibc_level
    compiler = shutil.which("gcc") or pytest.skip("needs gcc")
    (tmp_path / "odd.c").write_text("int odd(void) { return 1; }\n")
    (tmp_path / "user.c").write_text("int odd(void); int user(void) { return odd(); }\n")
    build = [compiler, "-shared", "-fPIC", "-L."]
    subprocess.run([*build, "odd.c", "-o", "libodd.so"], cwd=tmp_path, check=True)
    subprocess.run([*build, "user.c", "-lodd", "-o", "libuser.so"], cwd=tmp_path, check=True)
    with pytest.raises(ValueError, match="libodd.so"):
        glibc_level([tmp_path / "libuser.so"])
