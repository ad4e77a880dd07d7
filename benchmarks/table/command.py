"""./dev bench table: every row of the baseline and of the kernels, Lucid beside PyTorch and libtorch.

Each library runs in a process of its own and the processes take turns, block by block; the least time counts. The
ratio is the better of the others' times over Lucid's; bold means below the row's target. The floor is what the row's
bytes and multiply-adds take in plain C loops in the same run.
"""
import argparse
import fnmatch
import json
import os
import platform
import time

from . import report
from .baseline import baseline
from .kernels import kernels
from .measuring import neighbour_times, table_times

LIBTORCH = "artifacts/benchmarks/libtorch/bench-libtorch"
LOOPS = "artifacts/benchmarks/plain_loops.so"
GROUPS = {"Baseline": baseline, "Kernels": kernels}


def processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.processor() or platform.machine()


def selected(rows, pattern: str):
    """The rows whose names contain one of the comma-separated patterns, or match it where it has wildcards."""
    patterns = pattern.split(",")
    return [row for row in rows if any(
        fnmatch.fnmatch(row.name, part) if any(sign in part for sign in "*?[") else part in row.name
        for part in patterns)]


def merge(results: dict, more: dict) -> None:
    """Adds the figures of another run: of each row and library those with the least time."""
    for row, found in more.items():
        known = results.setdefault(row, {})
        for library, times in found.items():
            if library not in known or times.get("least", float("inf")) < known[library].get("least", float("inf")):
                known[library] = times


def parsed(arguments):
    parser = argparse.ArgumentParser(prog="./dev bench table", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", default="", help="only rows whose names contain this, or match it (*, ?); commas")
    parser.add_argument("--groups", default=",".join(GROUPS), help="of these, comma-separated (default: %(default)s)")
    parser.add_argument("--threads", default="1,2", help="numbers of threads, comma-separated (default 1,2)")
    parser.add_argument("--budget", type=float, default=0.3, help="seconds for each row at each number of threads")
    parser.add_argument("--libraries", default="", help="default: lucid, torch, and libtorch where it was built")
    parser.add_argument("--neighbour", action="store_true", help="the slowdown with one core kept busy instead")
    parser.add_argument("--turns", type=int, default=5, help="with --neighbour: loaded blocks for each row")
    parser.add_argument("--json", help="write the raw figures there too")
    parser.add_argument("--add", action="append", default=[], help="figures written by --json before: of each "
                        "row's runs the least time counts. With --rows none they are only shown")
    parser.add_argument("--page", help="write the tables there as a Markdown page (docs/benchmarks.md); with "
                        "--neighbour they are added to the page")
    parser.add_argument("--libtorch", default=LIBTORCH, help=argparse.SUPPRESS)
    parser.add_argument("--loops", default=LOOPS, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.groups.split(",")) - set(GROUPS))
    if unknown:
        parser.error(f"--groups: no group {', '.join(unknown)}; there are {', '.join(GROUPS)}")
    options.libtorch = os.path.abspath(options.libtorch)
    options.loops = os.path.abspath(options.loops) if os.path.exists(options.loops) else ""
    if not options.libraries:
        built = os.access(options.libtorch, os.X_OK) and not options.neighbour
        options.libraries = "lucid,torch" + (",libtorch" if built else "")
    return options


def main(arguments) -> None:
    options = parsed(arguments)
    libraries = options.libraries.split(",")
    groups = {title: selected(GROUPS[title].rows, options.rows) for title in options.groups.split(",")}
    rows = [row for chosen in groups.values() for row in chosen]
    started = time.time()
    parts, results = [], {}
    before = [json.load(open(path, encoding="utf-8")) for path in options.add]
    date = time.strftime("%Y-%m-%d", time.gmtime())
    where = f"{processor()}, {os.cpu_count()} cores; Python {platform.python_version()}; {date}"
    for threads in map(int, options.threads.split(",")) if rows else ():
        if options.neighbour:
            if threads > 1 or options.threads == "1":
                results[threads] = neighbour_times(rows, libraries, threads, options)
                parts.append(f"## {threads} threads, one core kept busy by a neighbour\n\n"
                             + report.neighbour_table(rows, results[threads], libraries))
        else:
            results[threads], versions = table_times(rows, libraries, threads, options)
            found = ", ".join(f"{name} {versions[name]}" for name in libraries)
            where = f"{processor()}, {os.cpu_count()} cores; Python {platform.python_version()}; {found}; {date}"
    if not options.neighbour:
        measured = results
        results = {}
        for figures in [*(saved["threads"] for saved in before), measured]:
            for threads, found in figures.items():
                merge(results.setdefault(int(threads), {}), found)
        results = dict(sorted(results.items()))
        where = before[-1]["where"] if before and not rows else where
        for title in groups:
            chosen = [row for row in GROUPS[title].rows if any(row.name in found for found in results.values())]
            if chosen:
                parts += [f"## {title}\n\n" + report.table(chosen, results, libraries), report.summary(chosen, results)]
    text = "\n\n".join([where, *parts])
    print(text, f"\n{time.time() - started:.0f} s in all")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"where": where, "threads": results}, file, indent=1)
    if options.page:
        threads = f" --threads {options.threads}" if options.threads != "1,2" else ""
        made = f"`./dev bench table{threads} --page {options.page}`"
        if options.add:
            runs = len(options.add) + bool(rows)
            made = f"`./dev bench table`, in {runs} runs put together with `--json` and `--add`"
        with open(options.page, "a" if options.neighbour else "w", encoding="utf-8") as file:
            if options.neighbour:
                file.write("\n" + text.rstrip().split("\n\n", 1)[1] + "\n")
                return
            file.write(f"# Benchmarks\n\nMade by {made}.\n{__doc__.split(chr(10), 2)[2]}"
                       "The kernel behind a row may be missing in one of the libraries: then it says absent.\n\n"
                       + text.rstrip() + "\n")
