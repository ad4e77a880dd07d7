"""Reads from a native library which system it needs: GLIBC's symbol versions on Linux, the system's on a Mac.

ELF: the generic ABI's dynamic section and GNU's .gnu.version_r; Mach-O: the LC_BUILD_VERSION command.
"""
import struct
from typing import NamedTuple

# Libraries that every manylinux system has (PEP 600); a wheel that needs another one must carry it.
MANYLINUX_LIBRARIES = {"libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libgcc_s.so.1",
                       "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"}
DT_NULL, DT_NEEDED, DT_STRTAB, DT_VERNEED, DT_VERNEEDNUM = 0, 1, 5, 0x6FFFFFFE, 0x6FFFFFFF
PT_LOAD, PT_DYNAMIC = 1, 2
LC_BUILD_VERSION = 0x32


class ElfNeeds(NamedTuple):
    libraries: list         # names of the shared libraries it is linked with
    versions: dict          # library name -> set of symbol versions, for example {"GLIBC_2.34"}


class ElfReader:
    """The dynamic section of one little-endian 64-bit ELF file."""

    def __init__(self, data: bytes):
        if data[:6] != b"\x7fELF\x02\x01":
            raise ValueError("not a little-endian 64-bit ELF file")
        self.data = data
        offset, = struct.unpack_from("<Q", data, 32)
        size, count = struct.unpack_from("<HH", data, 54)
        self.segments = [struct.unpack_from("<IIQQQQQQ", data, offset + index * size) for index in range(count)]
        self.entries = list(self.dynamic_entries())
        self.strings = self.file_offset(self.value(DT_STRTAB))

    def file_offset(self, address: int) -> int:
        for kind, _, offset, start, _, size, _, _ in self.segments:
            if kind == PT_LOAD and start <= address < start + size:
                return address - start + offset
        raise ValueError(f"address {address:#x} is in no segment of the file")

    def dynamic_entries(self):
        for kind, _, offset, _, _, size, _, _ in self.segments:
            if kind == PT_DYNAMIC:
                for position in range(offset, offset + size, 16):
                    tag, value = struct.unpack_from("<QQ", self.data, position)
                    if tag == DT_NULL:
                        return
                    yield tag, value

    def value(self, wanted: int) -> int:
        return next((value for tag, value in self.entries if tag == wanted), 0)

    def text(self, offset: int) -> str:
        start = self.strings + offset
        return self.data[start:self.data.index(b"\0", start)].decode("ascii")

    def needs(self) -> ElfNeeds:
        libraries = [self.text(value) for tag, value in self.entries if tag == DT_NEEDED]
        versions = {}
        address = self.value(DT_VERNEED)
        position = self.file_offset(address) if address else 0
        for _ in range(self.value(DT_VERNEEDNUM)):
            _, count, name, first, following = struct.unpack_from("<HHIII", self.data, position)
            found = versions.setdefault(self.text(name), set())
            auxiliary = position + first
            for _ in range(count):
                _, _, _, version, step = struct.unpack_from("<IHHII", self.data, auxiliary)
                found.add(self.text(version))
                auxiliary += step
            position += following
        return ElfNeeds(libraries, versions)


def symbol_level(version: str) -> tuple:
    """The GLIBC that brought a symbol version, as (2, minor); (0, 0) for the versions of other libraries."""
    library, _, number = version.partition("_")
    if library != "GLIBC":
        return 0, 0
    if number == "ABI_DT_RELR":     # stands for packed relocations, which GLIBC 2.36 learnt to read
        return 2, 36
    major, minor = number.split(".")[:2]
    return int(major), int(minor)


def glibc_level(paths) -> tuple:
    """The oldest GLIBC, as (2, minor), that has every symbol version the files ask for."""
    level = (2, 17)             # manylinux knows no x86-64 or arm64 system that is older
    for path in paths:
        needs = ElfReader(path.read_bytes()).needs()
        foreign = sorted(set(needs.libraries) - MANYLINUX_LIBRARIES)
        if foreign:
            raise ValueError(f"{path.name} needs {', '.join(foreign)}, which not every Linux has")
        for version in set().union(*needs.versions.values()):
            level = max(level, symbol_level(version))
    return level


def macos_level(paths) -> tuple:
    """The oldest macOS, as (major, minor), that loads every one of the files."""
    level = (11, 0)
    for path in paths:
        data = path.read_bytes()
        magic, _, _, _, count = struct.unpack_from("<IIIII", data)
        if magic != 0xFEEDFACF:
            raise ValueError(f"{path.name} is not a 64-bit Mach-O file")
        position = 32
        for _ in range(count):
            command, size = struct.unpack_from("<II", data, position)
            if command == LC_BUILD_VERSION:
                minimum, = struct.unpack_from("<I", data, position + 12)
                level = max(level, (minimum >> 16, minimum >> 8 & 0xFF))
            position += size
    return level
