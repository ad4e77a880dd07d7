"""One library in a process of its own, timing rows in blocks as it is told.

Commands come on standard input, one a line; each answer is one line of JSON. `prepare ROW` makes the row ready and
answers {"first": seconds} or {"error": text}; `block` answers {"seconds": seconds per call}; `drop` forgets the row.
The program for libtorch in benchmarks/libtorch speaks the same.
"""
import argparse
import importlib
import json
import os
import sys
import time
import timeit

from .baseline import baseline
from .kernels import kernels
from .limits import Limits

BLOCK_SECONDS = 0.002       # one timed block: long against the clock, short against a scheduler's turn
WARM_SECONDS = 0.04
STEADY_SECONDS = 0.012      # a turn lasts about this long: the first calls meet caches that another library has filled


class Timed:
    """One row in one library."""

    def __init__(self, row, library, block_seconds: float):
        self.whole = block_seconds > STEADY_SECONDS
        self.timer = timeit.Timer(row.statement, globals=row.prepare(library))
        self.calls = 1
        self.first = self.timer.timeit(1)
        started = time.perf_counter()
        while time.perf_counter() - started < WARM_SECONDS:
            self.timer.timeit(1)
        while True:
            took = self.timer.timeit(self.calls)
            if took >= block_seconds / 2 or self.calls >= 1_000_000:
                break
            self.calls = max(self.calls + 1, min(self.calls * 10, int(self.calls * block_seconds / max(took, 1e-9))))

    def block(self) -> float:
        self.timer.timeit(1)
        end, least = time.perf_counter() + STEADY_SECONDS, float("inf")
        while True:
            least = min(least, self.timer.timeit(self.calls) / self.calls)
            if time.perf_counter() > end or self.whole:
                return least


def answers(library, options):
    """A function from a command to its answer."""
    rows = {row.name: row for row in baseline.rows + kernels.rows}
    current = []

    def answer(command: str, name: str):
        if command == "prepare":
            current.clear()
            current.append(Timed(rows[name], library, options.block) if options.library != "limits"
                           else library.prepared(rows[name]))
            return {"first": getattr(current[0], "first", 0)}
        if command == "block":
            return {"seconds": current[0].block()}
        if command == "drop":
            current.clear()
            return {}
        return {"version": getattr(library, "__version__", "")}
    return answer


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--library", required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--block", type=float, default=BLOCK_SECONDS)
    parser.add_argument("--loops", default="")
    options = parser.parse_args()
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")    # what a library prints must not mix with the answers
    os.dup2(2, 1)
    if options.library == "limits":
        library = Limits(options.loops, options.threads)
    else:
        library = importlib.import_module(options.library)
        library.set_num_threads(options.threads)
    answer = answers(library, options)
    for line in sys.stdin:
        command, _, name = line.strip().partition(" ")
        try:
            said = answer(command, name)
        except Exception as error:      # a library without the function is a gap in the table, not the end of it
            said = {"error": f"{type(error).__name__}: {error}"[:200]}
        print(json.dumps(said), file=output, flush=True)


if __name__ == "__main__":
    main()
