"""The processes that take turns, and what they measured."""
import json
import os
import select
import subprocess
import sys

from .worker import BLOCK_SECONDS

POOLS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
LIMITS = "limits"
ANSWER_SECONDS = 60.0


class Contestant:
    """A process that times one library at a fixed number of threads, started anew after a crash."""

    def __init__(self, name: str, threads: int, options, block: float = BLOCK_SECONDS):
        self.name = name
        environment = {**os.environ, **{pool: str(threads) for pool in POOLS}}
        if name == "libtorch":
            self.command = [options.libtorch, str(threads), str(block)]
        else:
            self.command = [sys.executable, "-m", "benchmarks.table.worker", "--library", name, "--threads",
                            str(threads), "--block", str(block), "--loops", options.loops]
        self.environment = environment
        self.process = None

    def ask(self, command: str):
        """The answer, or None when the process is gone or says nothing for a minute."""
        if self.process is None:
            self.process = subprocess.Popen(self.command, env=self.environment, stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, text=True, bufsize=1)
        try:
            self.process.stdin.write(command + "\n")
            self.process.stdin.flush()
            ready, _, _ = select.select([self.process.stdout], [], [], ANSWER_SECONDS)
            line = self.process.stdout.readline() if ready else ""
        except BrokenPipeError:
            line = ""
        if line:
            return json.loads(line)
        self.close()
        return None

    def prepare(self, row) -> str:
        """Nothing, or why the row cannot be timed."""
        said = self.ask("prepare " + row.name)
        return "the process ended" if said is None else said.get("error", "")

    def block(self):
        """Seconds per call, or None."""
        said = self.ask("block")
        return said.get("seconds") if said else None

    def version(self) -> str:
        said = self.ask("version")
        return said.get("version", "") if said else ""

    def close(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
