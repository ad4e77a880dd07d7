"""python -m benchmarks: measures everything and prints one Markdown table per group. `./dev bench` calls it.

`python -m benchmarks table` measures the rows of benchmarks/table instead.
"""
import argparse
import json
import os
import platform
import subprocess
import sys

from . import startup
from .measure import GROUPS

OURS, THEIRS = "lucid", "torch"


def duration(seconds: float) -> str:
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.0f} ns"


def mebibytes(size: float) -> str:
    return f"{size / 2**20:.1f} MiB"


def cell(result: dict, name: str, statistic: str) -> str:
    return duration(result[name][statistic]) if statistic in result.get(name, {}) else "–"


def ratio(result: dict, over: str, under: str, statistic: str) -> str:
    if statistic in result.get(over, {}) and statistic in result.get(under, {}):
        return f"{result[over][statistic] / result[under][statistic]:.2f}"
    return "–"


def table(header, rows) -> None:
    print("| " + " | ".join(header) + " |")
    print("|" + "---|" + "--:|" * (len(header) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print(flush=True)


def measured(options, threads: int) -> dict:
    """The results of all cases at one number of threads, from a process of its own."""
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads)}
    command = [sys.executable, "-m", "benchmarks.measure", "--threads", str(threads), "--budget", str(options.budget),
               "--libraries", ",".join(options.libraries), "--groups", ",".join(options.groups),
               "--only", options.only, "--loops", options.loops]
    return json.loads(subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout)


def print_group(group: str, results: dict, statistic: str) -> None:
    threads_list = list(results)
    names = [name for name in results[threads_list[0]] if name.startswith(group + "/")]
    if not names:
        return
    has_floor = any("floor" in results[threads][name] for threads in threads_list for name in names)
    header = [group]
    for threads in threads_list:
        label = f"{threads} thread" + ("s" if threads > 1 else "")
        header += [f"Lucid, {label}", "PyTorch", "PyTorch / Lucid"]
        header += ["plain C / Lucid"] if has_floor else []
    rows = []
    for name in names:
        row = [name.split("/", 1)[1]]
        for threads in threads_list:
            result = results[threads][name]
            row += [cell(result, OURS, statistic), cell(result, THEIRS, statistic),
                    ratio(result, THEIRS, OURS, statistic)]
            row += [ratio(result, "floor", OURS, statistic)] if has_floor else []
        rows.append(row)
    table(header, rows)


def print_startup(results: dict) -> None:
    rows = []
    for name, values in results.items():
        shown = duration if name == "import" else mebibytes
        label = {"import": "import, warm", "resident": "resident after import, above bare Python"}.get(
            name, "peak of 500 MLP steps, threads: " + name.split()[-1])
        ours, theirs = values.get(OURS), values.get(THEIRS)
        rows.append([label, shown(ours) if ours else "–", shown(theirs) if theirs else "–",
                     f"{theirs / ours:.1f}" if ours and theirs else "–"])
    table(["start-up and memory", "Lucid", "PyTorch", "PyTorch / Lucid"], rows)


def processor() -> str:
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown")


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__.splitlines()[0])
    parser.add_argument("--groups", nargs="+", choices=(*GROUPS, "startup"), default=[*GROUPS, "startup"])
    parser.add_argument("--only", default="", help="only cases whose group or name contains this text")
    parser.add_argument("--threads", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--budget", type=float, default=0.4, help="seconds for each library and case (default 0.4)")
    parser.add_argument("--least", action="store_true", help="show the least time of all blocks, not the median")
    parser.add_argument("--libraries", nargs="+", default=[OURS, THEIRS], help="default: lucid torch")
    parser.add_argument("--json", help="write the raw figures there too")
    parser.add_argument("--loops", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    statistic = "least" if options.least else "median"
    versions = subprocess.run([sys.executable, "-c", ";".join(
        f"import {name}; print({name!r}, {name}.__version__)" for name in options.libraries)],
        stdout=subprocess.PIPE, text=True, check=True).stdout.split("\n")
    print(f"{processor()}, {os.cpu_count()} cores; Python {platform.python_version()}; "
          + "; ".join(filter(None, versions)) + f"; {statistic} of interleaved blocks, float32\n", flush=True)
    groups, options.groups = options.groups, [group for group in options.groups if group != "startup"]
    results = {threads: measured(options, threads) for threads in options.threads} if options.groups else {}
    for group in options.groups:
        print_group(group, results, statistic)
    if "startup" in groups and options.only in "startup":
        results["startup"] = startup.measure(options.libraries, options.threads)
        print_startup(results["startup"])
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(results, file, indent=1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["table"]:
        from .table.command import main as table_main
        table_main(sys.argv[2:])
    else:
        main()
