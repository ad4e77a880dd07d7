"""The kernel tests as arm64 code, on this machine through qemu's user-mode emulator."""
import os
from concurrent.futures import ThreadPoolExecutor

from . import machine
from .console import run, run_showing, say
from .layout import ARTIFACTS, ROOT

PACKAGES = ("libc6", "libstdc++6", "libgcc-s1")
EMULATOR = machine.Need("qemu-user", "running arm64 code", machine.on_path("qemu-aarch64"))
FOLDER = ARTIFACTS / "arm64"


def libraries():
    """A folder with Debian's C and C++ libraries for arm64, fetched once, past the machine's own package lists."""
    root = FOLDER / "root"
    if root.exists():
        return root
    state, partial = FOLDER / "apt", FOLDER / "root.partial"
    for place in ("lists/partial", "cache/archives/partial", "packages"):
        (state / place).mkdir(parents=True, exist_ok=True)
    (state / "status").touch()
    settings = ("APT::Architecture=arm64", "APT::Architectures::=arm64", "Acquire::Languages=none",
                f"Dir::State={state}", f"Dir::State::status={state / 'status'}", f"Dir::Cache={state / 'cache'}")
    apt = ["apt-get", *(word for setting in settings for word in ("-o", setting)), "-qq"]
    run([*apt, "update"], quiet=True)
    run([*apt, "download", *(f"{name}:arm64" for name in PACKAGES)], quiet=True, cwd=state / "packages")
    for package in sorted((state / "packages").glob("*.deb")):
        run(["dpkg", "-x", package, partial], quiet=True)
    os.rename(partial, root)
    return root


def run_kernel_tests():
    """Publishes the kernel tests for arm64 and runs them all in emulators; the worst exit status and the output."""
    machine.require_compilers()
    machine.install([EMULATOR])
    root, tests = libraries(), FOLDER / "tests"
    say("   compiling the kernel tests for arm64")
    run(["dotnet", "publish", ROOT / "tests-dotnet" / "Lucid.TestRunner", "-c", "Release", "-r", "linux-arm64",
         "--self-contained", "-o", tests, "-nologo", "-v", "quiet"], quiet=True)
    # The emulator does not map one page twice, as the runtime's write-xor-execute protection would.
    environment = {"DOTNET_EnableWriteXorExecute": "0", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    parts = os.cpu_count() or 1

    def run_part(number):
        return run_showing(["qemu-aarch64", "-L", root, tests / "Lucid.TestRunner", "--part", f"{number + 1}/{parts}"],
                           environment=environment)

    # An emulated process compiles and translates on one thread for most of its time: one for each core.
    with ThreadPoolExecutor(parts) as side_by_side:
        results = list(side_by_side.map(run_part, range(parts)))
    return max(abs(status) for status, _ in results), "".join(output for _, output in results)
