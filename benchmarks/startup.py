"""What a process pays before and beside the work: import time, resident memory, the peak of a training loop.

Every figure comes from processes of its own, the libraries taking turns.
"""
import os
import statistics
import subprocess
import sys

IMPORT_TIME = "import time; t = time.perf_counter(); import {0}; print(time.perf_counter() - t)"
# VmRSS and VmHWM belong to the process's own memory, whatever its parent was; ru_maxrss does not.
RESIDENT = """
{0}
print(next(int(line.split()[1]) * 1024 for line in open("/proc/self/status") if line.startswith("{1}:")))
"""
TRAINING = """
import sys
sys.path.insert(0, ".")
import {0} as library
from benchmarks.training import perceptron_step
library.set_num_threads({1})
step = perceptron_step(library)
for _ in range(500):
    step()
"""


def number_from(code: str, threads: int = 1) -> float:
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads)}
    printed = subprocess.run([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True,
                             check=True).stdout
    return float(printed)


def in_turns(codes: dict, repeats: int, threads: int = 1) -> dict:
    """The median number each piece of code prints."""
    found = {name: [] for name in codes}
    for _ in range(repeats):
        for name, code in codes.items():
            found[name].append(number_from(code, threads))
    return {name: statistics.median(numbers) for name, numbers in found.items()}


def measure(libraries, threads_list) -> dict:
    """{"import": seconds, "resident": bytes above bare Python, "peak N": bytes} per library."""
    for name in libraries:
        number_from(IMPORT_TIME.format(name))           # warms the file cache and the compiled modules
    bare = number_from(RESIDENT.format("", "VmRSS"))
    resident = in_turns({name: RESIDENT.format(f"import {name}", "VmRSS") for name in libraries}, 3)
    results = {
        "import": in_turns({name: IMPORT_TIME.format(name) for name in libraries}, 9),
        "resident": {name: size - bare for name, size in resident.items()},
    }
    for threads in threads_list:
        codes = {name: RESIDENT.format(TRAINING.format(name, threads), "VmHWM") for name in libraries}
        results[f"peak {threads}"] = in_turns(codes, 1, threads)
    return results
