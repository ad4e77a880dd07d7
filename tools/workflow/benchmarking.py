"""./dev bench: runs benchmarks/ in the parity environment, where Lucid and PyTorch live in one Python."""
from . import build, machine, parity
from .console import run, say
from .layout import ARTIFACTS, ROOT
from .stamps import Stamp, digest


def plain_loops():
    """Compiles the C loops that mark the memory's limit, for this very processor."""
    library = ARTIFACTS / "benchmarks" / "plain_loops.so"
    compiler = machine.c_compiler()
    flags = ["-O3", "-march=native", "-fassociative-math", "-fno-signed-zeros", "-fno-trapping-math", "-shared",
             "-fPIC", "-pthread", "-Wall", "-Werror"]
    stamp = Stamp("plain_loops", digest(["benchmarks/plain_loops.c"], compiler, *flags), [library])
    if not stamp.is_fresh():
        library.parent.mkdir(parents=True, exist_ok=True)
        run([compiler, *flags, ROOT / "benchmarks" / "plain_loops.c", "-o", library])
        stamp.record()
    return library.relative_to(ROOT)


def bench(arguments) -> int:
    machine.install([machine.C_COMPILER, machine.C_LIBRARY])
    root = parity.prepare()
    if "torch" not in arguments or "lucid" in arguments:
        build.build_extension()
    # Compiled modules go to the environment's own /tmp: warm within this run, and nothing is left in the checkout.
    environment = {"PYTHONPATH": "/lucid/python", "PYTHONPYCACHEPREFIX": "/tmp/compiled"}
    say("measuring; keep the machine otherwise idle\n")
    return run(parity.inside(root, "python3", "-m", "benchmarks", "--loops", f"./{plain_loops()}", *arguments,
                             environment=environment), check=False).returncode
