"""Runs the rows: every contestant by turns, one block each, so that all meet the same neighbours."""
import signal
import statistics
import subprocess
import sys
import time

from .contestants import LIMITS, Contestant

LEAST_TURNS = 3
NEIGHBOUR_BLOCK = 0.02      # long enough to meet the scheduler's turns


def progress(sign: str) -> None:
    print(sign, end="", file=sys.stderr, flush=True)


def row_times(row, contestants, budget: float) -> dict:
    """Least and median seconds by contestant, or why there are none."""
    results, playing, seconds = {}, [], {}
    for contestant in contestants:
        error = contestant.prepare(row)
        if error:
            results[contestant.name] = {"error": error}
        else:
            playing.append(contestant)
            seconds[contestant.name] = []
    end, turns = time.perf_counter() + budget, 0
    while playing and (time.perf_counter() < end or turns < LEAST_TURNS):
        for contestant in list(playing):
            took = contestant.block()
            if took is None:
                results[contestant.name] = {"error": "the process ended"}
                playing.remove(contestant)
            else:
                seconds[contestant.name].append(took)
        turns += 1
    for contestant in playing:
        found = seconds[contestant.name]
        results[contestant.name] = {"least": min(found), "median": statistics.median(found), "blocks": len(found)}
        contestant.ask("drop")
    return results


def table_times(rows, libraries, threads: int, options):
    """{row: {contestant: times}} and {contestant: version} at one number of threads."""
    names = [*libraries, *([LIMITS] if options.loops else [])]
    contestants = [Contestant(name, threads, options) for name in names]
    versions = {contestant.name: contestant.version() for contestant in contestants}
    results = {}
    try:
        for row in rows:
            results[row.name] = row_times(row, contestants, options.budget)
            progress(".")
    finally:
        for contestant in contestants:
            contestant.close()
    progress("\n")
    return results, versions


def neighbour_times(rows, libraries, threads: int, options) -> dict:
    """{row: {library: {"quiet", "loaded", "worst"}}}: medians without and with a process that keeps one core busy,
    by turns, and the longest loaded block."""
    contestants = [Contestant(name, threads, options, NEIGHBOUR_BLOCK) for name in libraries]
    neighbour = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    results = {}
    try:
        neighbour.send_signal(signal.SIGSTOP)
        for row in rows:
            results[row.name] = found = {}
            for contestant in contestants:
                if contestant.prepare(row):
                    continue
                times = {"quiet": [], "loaded": []}
                for turn in range(2 * options.turns):
                    state = "loaded" if turn % 2 else "quiet"
                    neighbour.send_signal(signal.SIGCONT if turn % 2 else signal.SIGSTOP)
                    took = contestant.block()
                    if took is None:
                        break
                    times[state].append(took)
                neighbour.send_signal(signal.SIGSTOP)
                contestant.ask("drop")
                if len(times["loaded"]) == options.turns:
                    found[contestant.name] = {"quiet": statistics.median(times["quiet"]),
                                              "loaded": statistics.median(times["loaded"]),
                                              "worst": max(times["loaded"])}
            progress(".")
    finally:
        neighbour.kill()
        neighbour.wait()
        for contestant in contestants:
            contestant.close()
    progress("\n")
    return results
