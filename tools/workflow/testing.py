"""./dev test: every suite there is, on every Python there is, with one summary."""
import os
import re
import shutil
import time
from typing import NamedTuple

from . import arm64, build, interpreters, machine, parity
from .console import StepFailed, run, run_showing, say
from .layout import ARTIFACTS, ROOT, this_target

TIERS = ("xunit", "c", "python", "parity")
# Run only when asked for: a quarter of an hour in an emulator.
EXTRA_TIERS = ("arm64",)
TESTS = ROOT / "tests-python"


class Outcome(NamedTuple):
    suite: str
    passed: int
    failed: int
    skipped: int
    seconds: float
    note: str = ""


def pytest_outcome(suite: str, status: int, output: str, seconds: float) -> Outcome:
    """Reads pytest's closing line. A run that breaks or collects nothing counts as a failure."""
    lines = [line for line in output.splitlines() if re.search(r"\d+ (passed|failed|errors?|skipped)", line)]
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", lines[-1])} if lines else {}
    passed = counts.get("passed", 0) + counts.get("xfailed", 0)
    failed = counts.get("failed", 0) + counts.get("error", 0) + counts.get("errors", 0) + counts.get("xpassed", 0)
    note = ""
    if status != 0 and not failed:
        failed, note = 1, "collected no test" if status == 5 else f"ended with status {status}"
    return Outcome(suite, passed, failed, counts.get("skipped", 0), seconds, note)


def xunit_outcome(suite: str, status: int, output: str, seconds: float) -> Outcome:
    found = re.findall(r"Failed:\s*(\d+), Passed:\s*(\d+), Skipped:\s*(\d+)", output)
    failed, passed, skipped = (sum(int(row[column]) for row in found) for column in range(3))
    note = ""
    if status != 0 and not failed:
        failed, note = 1, f"ended with status {status}"
    elif not passed and not failed:
        failed, note = 1, "ran no test"
    return Outcome(suite, passed, failed, skipped, seconds, note)


def timed(function, reader, suite: str) -> Outcome:
    say(f"\n== {suite}")
    started = time.monotonic()
    status, output = function()
    return reader(suite, status, output, time.monotonic() - started)


def vector_widths():
    """Settings under which the kernel tests run again: SIMD code is written once for every vector width."""
    yield "narrow vectors", {"DOTNET_EnableAVX2": "0"}
    if build.target().runtime == "linux-x64":
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as info:
            if "avx512f" in info.read():
                yield "wide vectors", {"DOTNET_MaxVectorTBitWidth": "512"}


def run_xunit():
    machine.require_compilers()
    for project in sorted(ROOT.glob("tests-dotnet/*/*.csproj")):
        if "Microsoft.NET.Test.Sdk" not in project.read_text(encoding="utf-8"):
            continue  # test data and probes that other projects use
        # The build is quiet, the test run is not: failures come with their messages.
        command = ["dotnet", "test", project, "-c", "Release", "-nologo", "-v", "quiet",
                   "--logger", "console;verbosity=minimal"]
        outcome = timed(lambda: run_showing(command), xunit_outcome, project.stem)
        yield outcome
        # Without a build there is nothing to run again but what an earlier one left.
        if project.stem == "Lucid.Cpu.Tests" and outcome.passed and this_target().runtime.endswith("x64"):
            for label, environment in vector_widths():
                yield timed(lambda: run_showing([*command, "--no-build"], environment=environment), xunit_outcome,
                            f"{project.stem}, {label}")


def run_arm64():
    yield timed(arm64.run_kernel_tests, xunit_outcome, "Lucid.Cpu.Tests, arm64 in qemu")


def run_c_clients():
    """Compiles each program in native/clients against the generated header and runs it."""
    programs = sorted(ROOT.glob("native/clients/*.c"))
    if not programs:
        return
    build.build_c_libraries()
    folder = ARTIFACTS / "clients"
    folder.mkdir(parents=True, exist_ok=True)
    for source in programs:
        library = "lucid_infer" if source.stem.startswith("infer") else "lucid"
        program = folder / source.stem
        libraries = build.NATIVE_LIBRARIES

        def attempt():
            run([machine.c_compiler(), "-std=c99", "-Wall", "-Wextra", "-Werror", "-I", ROOT / "native", source,
                 "-L", libraries, "-l" + library, "-lm", f"-Wl,-rpath,{libraries}", "-o", program])
            return run_showing([program])

        yield timed(attempt, lambda suite, status, output, seconds:
                    Outcome(suite, int(status == 0), int(status != 0), 0, seconds), f"C client {source.stem}")


# What the parity environment cannot test: these build packages and look at the checkout with this machine's tools.
HOST_FOLDERS = ("architecture", "packaging", "tooling")


def run_python(arguments, whole: bool):
    """The smoke tests on every interpreter; on the first the whole suite, or what only this machine can test."""
    build.build_extension()
    found = interpreters.find()
    if not found:
        raise StepFailed("no Python from 3.9 to 3.14 on this machine can run pytest")
    for position, interpreter in enumerate(found):
        title, places = f"{interpreter.name}, smoke tests", ["-m", "smoke", os.fspath(TESTS)]
        if position == 0 and whole:
            title, places = f"{interpreter.name}, whole suite", [os.fspath(TESTS)]
        elif position == 0:
            host = [os.fspath(TESTS / folder) for folder in HOST_FOLDERS]
            yield pytest_on(interpreter, f"{interpreter.name}, packaging and tooling", host)
        yield pytest_on(interpreter, title, [*places, *arguments])


def pytest_on(interpreter, title: str, selection) -> Outcome:
    # Debian's pytest may rewrite assertions with parts of `ast` that 3.12 deprecates and 3.14 no longer has.
    plain = ["--assert=plain"] if interpreter.version >= (3, 12) and interpreter.environment else []
    environment = {**interpreter.environment, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [interpreter.path, "-m", "pytest", "-q", "-p", "no:cacheprovider", *plain, *selection]
    return timed(lambda: run_showing(command, environment=environment, cwd=ROOT), pytest_outcome, title)


def run_parity(root, arguments):
    """The whole suite beside PyTorch; nothing where its environment cannot be had."""
    if root is not None:
        build.build_extension()
        yield timed(lambda: parity.run_pytest(root, "-q", *parity.side_by_side(root), "tests-python",
                                                       *arguments), pytest_outcome,
                    "newest Python beside PyTorch, whole suite")


def parity_root():
    """The parity environment, or None, having said why. On CI it must not be missing by accident."""
    try:
        return parity.prepare()
    except StepFailed as failure:
        if os.environ.get("CI") and not parity.obstacle():
            raise
        say(f"\n== parity with PyTorch: not run. {failure}")
        return None


def test(tiers, arguments) -> int:
    """Runs the tiers asked for (all by default) and prints one table and one closing line."""
    started = time.monotonic()
    tiers = tiers or TIERS
    if shutil.which("apt-get") and "python" in tiers:
        machine.try_install([machine.VENV])
    if {"c", "python", "parity"} & set(tiers):
        build.build_all()
    # The whole suite runs once: beside PyTorch where that is possible, else on this machine's own Python.
    root = parity_root() if "parity" in tiers else None
    outcomes = []
    runners = {"xunit": run_xunit, "c": run_c_clients, "python": lambda: run_python(arguments, whole=root is None),
               "parity": lambda: run_parity(root, arguments), "arm64": run_arm64}
    for tier in tiers:
        outcomes.extend(runners[tier]())
    return summarise(outcomes, time.monotonic() - started)


def summarise(outcomes, seconds: float) -> int:
    say("\n== summary")
    width = max((len(outcome.suite) for outcome in outcomes), default=0)
    for outcome in outcomes:
        say(f"   {outcome.suite:<{width}}  {outcome.passed:>6} passed  {outcome.failed:>3} failed"
            f"  {outcome.skipped:>4} skipped  {outcome.seconds:>6.1f} s"
            + (f"  ({outcome.note})" if outcome.note else ""))
    passed, failed, skipped = (sum(getattr(outcome, field) for outcome in outcomes)
                               for field in ("passed", "failed", "skipped"))
    say(f"   all suites took {seconds:.0f} s")
    say(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 0 if passed and not failed else 1
