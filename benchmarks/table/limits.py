"""The machine's limits, measured by C loops in the same run: what a row's bytes and multiply-adds cost at the least."""
import ctypes
import time

TURN_SECONDS = 0.012        # as long as a library's turn


class Limits:
    """The C loops of plain_loops.c at a number of threads."""

    def __init__(self, path: str, threads: int):
        self.loops = ctypes.CDLL(path)
        self.threads = threads
        self.loops.stream.restype = ctypes.c_double
        self.loops.stream.argtypes = (ctypes.c_size_t, ctypes.c_size_t, ctypes.c_int)
        self.loops.multiply_adds.restype = ctypes.c_double
        self.loops.multiply_adds.argtypes = (ctypes.c_double, ctypes.c_int)
        self.least = {}

    def prepared(self, row) -> "Limit":
        if not (row.read or row.written or row.flops):
            raise ValueError(f"{row.name} has no floor")
        return Limit(self, row)


class Limit:
    """The floor of one row: the slower of moving its bytes and making its multiply-adds, each at its best so far."""

    def __init__(self, limits: Limits, row):
        self.limits, self.row = limits, row

    def block(self) -> float:
        loops, row, threads = self.limits.loops, self.row, self.limits.threads
        moving = computing = 0.0
        if row.read or row.written:
            end, moving = time.perf_counter() + TURN_SECONDS, float("inf")
            while moving == float("inf") or time.perf_counter() < end:
                moving = min(moving, loops.stream(int(row.read), int(row.written), threads))
        if row.flops:
            rate = max(loops.multiply_adds(0.0005, threads), self.limits.least.get("flops", 0.0))
            self.limits.least["flops"] = rate
            computing = row.flops / rate
        return max(moving, computing)
