"""The subcommands of ./dev."""
import argparse
import os
import sys

from . import build, generated, lint, parity, stubs, surface, testing, wheel
from .console import StepFailed, say
from .layout import ROOT

SUMMARY = """Builds, tests and demonstrates Lucid. Each command sets up what it needs (through apt on Debian and
Ubuntu), builds what is stale, and says what it cannot get."""


def demo(arguments) -> int:
    build.build_extension()
    sys.stdout.flush()
    environment = {**os.environ, "PYTHONPATH": os.fspath(ROOT / "python")}
    os.execve(sys.executable, [sys.executable, os.fspath(ROOT / "examples" / "digits.py"), *arguments], environment)


def bench(arguments) -> int:
    from . import benchmarking
    return benchmarking.bench(arguments)


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="./dev", description=SUMMARY)
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name, summary, function, passes_on=False, own_help=True):
        one = commands.add_parser(name, help=summary, description=summary, add_help=own_help)
        one.set_defaults(function=function, passes_on=passes_on)
        return one

    one = command("build", "compile the engine; afterwards `import lucid` works with PYTHONPATH=python",
                  lambda options, rest: build.build_all(options.force))
    one.add_argument("--force", action="store_true", help="compile even what is current")
    one = command("test", "run every suite: xunit, the C clients, Python 3.9 to 3.14, parity with PyTorch",
                  lambda options, rest: testing.test(options.only, rest), passes_on=True)
    one.add_argument("--only", action="append", choices=(*testing.TIERS, *testing.EXTRA_TIERS),
                     help="one tier; may be given several times; arm64 (in an emulator) runs only when named")
    one.epilog = "other arguments go to pytest"
    command("demo", "train a network on handwritten digits; --help shows its options",
            lambda options, rest: demo(rest), passes_on=True, own_help=False)
    command("bench", "measure Lucid beside PyTorch; --help shows its options",
            lambda options, rest: bench(rest), passes_on=True, own_help=False)
    command("lint", "check style, shell scripts and that generated files are current",
            lambda options, rest: lint.lint())
    command("parity", "run the whole Python suite beside PyTorch; further arguments go to pytest",
            lambda options, rest: parity.parity(rest), passes_on=True)
    one = command("wheel", "build the wheel into dist/",
                  lambda options, rest: wheel.wheel(options.try_it, options.sdist))
    one.add_argument("--try", dest="try_it", action="store_true",
                     help="install it into an empty environment and use it from another folder")
    one.add_argument("--sdist", action="store_true", help="build the source archive too")
    command("generate", "rewrite the committed files that come from the op declarations",
            lambda options, rest: generated.generate())
    one = command("surface", "which documented names exist with a fitting signature; sections may be named",
                  lambda options, rest: surface.surface(options.sections))
    one.add_argument("sections", nargs="*", metavar="SECTION", help="such as lucid.func; fails when one is incomplete")
    command("stubs", "rewrite the type stubs of the Python package; needs a built extension",
            lambda options, rest: stubs.write())
    command("clean", "remove everything a build makes", lambda options, rest: build.clean())
    return whole


def main(arguments) -> int:
    options, rest = parser().parse_known_args(arguments)
    if rest and not options.passes_on:
        parser().error("unknown arguments: " + " ".join(rest))
    rest = [argument for argument in rest if argument != "--"]
    try:
        return options.function(options, rest) or 0
    except StepFailed as failure:
        say(f"\n./dev {options.command}: {failure}")
        return 1
    except KeyboardInterrupt:
        return 130
