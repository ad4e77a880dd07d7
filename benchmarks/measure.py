"""Measures cases with the libraries in one process, turn by turn, and prints JSON.

Turns keep the comparison fair on a machine whose speed drifts: every library meets the same neighbours. Run by
`python -m benchmarks`, once per number of threads, because some thread pools take their size from the environment.
"""
import argparse
import ctypes
import importlib
import json
import statistics
import sys
import time
import timeit

GROUPS = ("dispatch", "pointwise", "reductions", "matmul", "training")
BLOCK_SECONDS = 0.002       # one timed block: long against the clock, short against a scheduler's turn
FLOOR_ELEMENTS = 10**7


class Timed:
    """One statement in one library, ready to be timed in blocks."""

    def __init__(self, case, library):
        self.timer = timeit.Timer(case.statement, globals=case.prepare(library))
        self.calls = 1
        self.seconds = []
        started = time.perf_counter()
        while time.perf_counter() - started < 0.05:
            self.timer.timeit(1)
        while True:
            took = self.timer.timeit(self.calls)
            if took >= BLOCK_SECONDS / 2 or self.calls >= 100_000:
                break
            self.calls = max(self.calls + 1, min(self.calls * 10, int(self.calls * BLOCK_SECONDS / max(took, 1e-9))))

    def block(self) -> None:
        self.timer.timeit(1)        # the call that follows another library's turn is not typical
        self.seconds.append(self.timer.timeit(self.calls) / self.calls)


class Floor:
    """A plain C loop that moves the same bytes."""

    def __init__(self, function, threads: int):
        self.function = function
        self.threads = threads
        self.seconds = []

    def block(self) -> None:
        self.function(FLOOR_ELEMENTS, self.threads)
        self.seconds.append(self.function(FLOOR_ELEMENTS, self.threads))


def measure(case, libraries, loops, threads: int, budget: float) -> dict:
    """Median and least seconds per call for each library, and for the plain C loop where the case has one."""
    contestants, result = {}, {}
    for name, library in libraries.items():
        try:
            contestants[name] = Timed(case, library)
        except Exception as error:      # a library without the function is a gap in the table, not the end of it
            result[name] = {"error": f"{type(error).__name__}: {error}"}
    if case.floor and loops is not None:
        contestants["floor"] = Floor(getattr(loops, case.floor), threads)
    end = time.perf_counter() + budget * max(1, len(contestants))
    turns = 0
    while time.perf_counter() < end or turns < 5:
        for contestant in contestants.values():
            contestant.block()
        turns += 1
    for name, contestant in contestants.items():
        result[name] = {"median": statistics.median(contestant.seconds), "least": min(contestant.seconds),
                        "blocks": len(contestant.seconds)}
    return result


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--budget", type=float, required=True)
    parser.add_argument("--libraries", required=True)
    parser.add_argument("--groups", required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--loops", default="")
    options = parser.parse_args()
    libraries = {}
    for name in options.libraries.split(","):
        libraries[name] = importlib.import_module(name)
        libraries[name].set_num_threads(options.threads)
    loops = ctypes.CDLL(options.loops) if options.loops else None
    for name in ("add", "multiply", "rectify", "sum") if loops else ():
        getattr(loops, name).restype = ctypes.c_double
        getattr(loops, name).argtypes = (ctypes.c_long, ctypes.c_int)
    results = {}
    for group in options.groups.split(","):
        for case in importlib.import_module(f"benchmarks.{group}").CASES:
            if options.only.lower() in f"{group} {case.name}".lower():
                results[f"{group}/{case.name}"] = measure(case, libraries, loops, options.threads, options.budget)
                print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
