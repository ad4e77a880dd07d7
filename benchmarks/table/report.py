"""Prints what was measured, as Markdown."""
import math

from .contestants import LIMITS

OURS = "lucid"
TITLES = {"lucid": "Lucid", "torch": "PyTorch", "libtorch": "libtorch"}


def duration(seconds: float) -> str:
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.0f} ns"


def least(result: dict, name: str):
    return result.get(name, {}).get("least")


def ratio(result: dict):
    """The better of the others' times over ours, or None."""
    ours = least(result, OURS)
    others = [least(result, name) for name in TITLES if name != OURS and least(result, name)]
    return min(others) / ours if ours and others else None


def geometric_mean(numbers) -> float:
    numbers = list(numbers)
    return math.exp(sum(map(math.log, numbers)) / len(numbers)) if numbers else float("nan")


def markdown(header, lines) -> str:
    return "\n".join(["| " + " | ".join(header) + " |", "|---|" + "--:|" * (len(header) - 1),
                      *("| " + " | ".join(line) + " |" for line in lines)])


def cell(result: dict, name: str) -> str:
    time = least(result, name)
    if time:
        return duration(time)
    error = result.get(name, {}).get("error", "")
    absent = not error or "AttributeError" in error or "absent" in error or "NotImplemented" in error
    return "absent" if absent else "fails"


def table(rows, results: dict, libraries) -> str:
    """One line a row; for each number of threads the times, the ratio and the share of the floor."""
    header, lines = ["row"], []
    for threads in results:
        header += [f"{TITLES.get(name, name)} {threads}t" for name in libraries] + ["ratio", "of floor"]
    for row in rows:
        line = [row.name]
        for result in (by_row.get(row.name, {}) for by_row in results.values()):
            line += [cell(result, name) for name in libraries]
            times, floor, ours = ratio(result), least(result, LIMITS), least(result, OURS)
            line.append("–" if times is None else f"**{times:.2f}**" if times < row.target else f"{times:.2f}")
            line.append(f"{floor / ours:.0%}" if floor and ours else "–")
        lines.append(line)
    return markdown(header, lines)


def summary(rows, results: dict) -> str:
    """Geometric means, and the rows below one and below their targets."""
    said = []
    for threads, by_row in results.items():
        found = {row: ratio(by_row.get(row.name, {})) for row in rows}
        known = {row: value for row, value in found.items() if value}
        slower = [f"{row.name} {value:.2f}" for row, value in known.items() if value < 1]
        missed = [f"{row.name} {value:.2f} of {row.target:g}" for row, value in known.items()
                  if 1 <= value < row.target]
        mean = geometric_mean(known.values())
        count = f"{threads} thread" + ("s" if threads > 1 else "")
        said.append(f"{count}: geometric mean {mean:.2f} over {len(known)} of {len(rows)} rows.")
        said.append(f"Slower than the better of the others ({len(slower)}): {', '.join(slower) or 'none'}.")
        said.append(f"Faster, but below the target ({len(missed)}): {', '.join(missed) or 'none'}.\n")
    return "\n".join(said)


def neighbour_table(rows, results: dict, libraries) -> str:
    header = ["row"]
    for name in libraries:
        header += [f"{TITLES.get(name, name)} quiet", "loaded", "slowdown", "worst block"]
    lines = []
    for row in rows:
        line = [row.name]
        for name in libraries:
            found = results[row.name].get(name)
            line += [duration(found["quiet"]), duration(found["loaded"]), f"{found['loaded'] / found['quiet']:.2f}",
                     f"{found['worst'] / found['quiet']:.1f}"] if found else ["–"] * 4
        lines.append(line)
    means = [f"{TITLES.get(name, name)} " + format(geometric_mean(
        found[name]["loaded"] / found[name]["quiet"] for found in results.values() if name in found), ".2f")
        for name in libraries]
    return markdown(header, lines) + "\n\nGeometric mean of the slowdown: " + ", ".join(means) + "."
