"""./dev bench: runs benchmarks/ in the parity environment, where Lucid and PyTorch live in one Python."""
from . import build, machine, parity
from .console import run, say
from .layout import ARTIFACTS, ROOT
from .stamps import Stamp, digest


def plain_loops():
    """Compiles the C loops that mark the memory's limit, for this very processor."""
    library = ARTIFACTS / "benchmarks" / "plain_loops.so"
    compiler = machine.c_compiler()
    flags = ["-O3", "-march=native", "-fassociative-math", "-fno-signed-zeros", "-fno-trapping-math",
             "-ffp-contract=fast", "-shared", "-fPIC", "-pthread", "-Wall", "-Werror"]
    stamp = Stamp("plain_loops", digest(["benchmarks/plain_loops.c"], compiler, *flags), [library])
    if not stamp.is_fresh():
        library.parent.mkdir(parents=True, exist_ok=True)
        run([compiler, *flags, ROOT / "benchmarks" / "plain_loops.c", "-o", library])
        stamp.record()
    return library.relative_to(ROOT)


def libtorch() -> None:
    """Publishes the program that times libtorch's official build. Without it PyTorch is the only measure."""
    folder = ARTIFACTS / "benchmarks" / "libtorch"
    stamp = Stamp("libtorch", digest(["benchmarks/libtorch"]), [folder / "bench-libtorch"])
    if stamp.is_fresh():
        return
    say("publishing the libtorch program (its package is large)")
    published = run(["dotnet", "publish", ROOT / "benchmarks" / "libtorch", "-c", "Release", "-o", folder, "-nologo",
                     "-v", "quiet"], quiet=True, check=False)
    if published.returncode == 0:
        stamp.record()
    else:
        say("libtorch cannot be had here; PyTorch is the only measure\n" + published.stdout[-2000:])


def bench(arguments) -> int:
    machine.install([machine.C_COMPILER, machine.C_LIBRARY])
    root = parity.prepare()
    if "torch" not in arguments or "lucid" in arguments:
        build.build_extension()
    loops = f"./{plain_loops()}"
    if arguments[:1] == ["table"]:
        named = "--libraries" in arguments or "--neighbour" in arguments
        if not named:
            libtorch()
        arguments = ["table", "--loops", loops, *arguments[1:]]
    else:
        arguments = ["--loops", loops, *arguments]
    # Compiled modules go to the environment's own /tmp: warm within this run, and nothing is left in the checkout.
    environment = {"PYTHONPATH": "/lucid/python", "PYTHONPYCACHEPREFIX": "/tmp/compiled"}
    say("measuring; keep the machine otherwise idle\n")
    return run(parity.inside(root, "python3", "-m", "benchmarks", *arguments,
                             environment=environment), check=False).returncode
