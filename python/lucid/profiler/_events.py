"""What was recorded: single events, sums over events of one name, and tables of them."""

import ast
import json
import math

import lucid

__all__ = ["EventList", "MemoryStats", "OpEvent", "ProfileSummary"]

MemoryStats = type(lucid.memory_stats())
_KINDS = ("op", "backward", "range")
_ELEMENTWISE = frozenset({"add", "sub", "mul", "div", "add_", "sub_", "mul_", "div_"})


def _flops(name, shapes):
    """Floating-point operations of products (two for each factor pair) and elementwise arithmetic, else 0."""
    if name in _ELEMENTWISE:
        return max((math.prod(shape) for shape in shapes), default=0)
    if len(shapes) < 2:
        return 0
    if name == "linear":
        return 2 * math.prod(shapes[0]) * (shapes[1][0] if len(shapes[1]) == 2 else 1)
    if name in ("addmm", "baddbmm", "addbmm", "addmv"):
        shapes = shapes[1:]
    elif name not in ("matmul", "mm", "bmm", "mv", "dot"):
        return 0
    if len(shapes) < 2 or not shapes[0] or not shapes[1]:
        return 0
    left, right = shapes[0], shapes[1]
    columns = right[-1] if len(right) > 1 else 1
    batch = math.prod(right[:-2]) if len(right) > 2 and len(left) <= 2 else 1
    return 2 * math.prod(left) * columns * batch


class OpEvent:
    """One recorded call, node of backward or range.

    Attributes:
        name, key: its name. kind: "op", "backward" or "range". thread: number of its thread.
        start_ns, end_ns: nanoseconds of the monotonic clock. parent, children: events around and inside it.
        input_shapes: shapes of its tensors, where they were recorded.
    """

    def __init__(self, impl):
        self.name, kind, self.thread, self._parent, self.start_ns, self.end_ns, self._memory, shapes = impl
        self.kind = _KINDS[kind]
        self.parent, self.children = None, []
        self._shapes = shapes

    @property
    def key(self):
        """The name."""
        return self.name

    @property
    def input_shapes(self):
        """Shapes of its tensors, as a list of tuples."""
        return list(ast.literal_eval(f"({self._shapes},)")) if self._shapes else []

    @property
    def shape(self):
        """Shape of its first tensor; ``()`` where none was recorded."""
        shapes = self.input_shapes
        return shapes[0] if shapes else ()

    @property
    def time_ns(self):
        """How long it took, with what ran inside it, in nanoseconds."""
        return self.end_ns - self.start_ns

    @property
    def time_us(self):
        """The same in microseconds."""
        return self.time_ns / 1e3

    @property
    def time_ms(self):
        """The same in milliseconds."""
        return self.time_ns / 1e6

    @property
    def cpu_time_total(self):
        """How long it took, in microseconds."""
        return self.time_us

    cpu_time = cpu_time_total

    @property
    def self_cpu_time_total(self):
        """How long it took, without what ran inside it, in microseconds."""
        return self.time_us - sum(child.time_us for child in self.children)

    @property
    def memory_delta_bytes(self):
        """How many bytes more tensors held at its end than at its beginning."""
        return self._memory

    cpu_memory_usage = memory_delta_bytes

    @property
    def self_cpu_memory_usage(self):
        """The same without what ran inside it."""
        return self._memory - sum(child._memory for child in self.children)

    @property
    def flops(self):
        """Floating-point operations of products and elementwise arithmetic, by their shapes; 0 for others."""
        return _flops(self.name, self.input_shapes)

    def __repr__(self):
        return f"<OpEvent {self.name} {self.time_us:.3f}us {self._shapes}>".replace(" >", ">")


class ProfileSummary:
    """Events of one name together.

    Args:
        name: the name. events: the events.
    """

    def __init__(self, name, events):
        self.name = name
        self.events = list(events)

    @property
    def key(self):
        """The name."""
        return self.name

    @property
    def count(self):
        """How many there are."""
        return len(self.events)

    @property
    def input_shapes(self):
        """Shapes of the first event's tensors."""
        return self.events[0].input_shapes if self.events else []

    @property
    def total_time_us(self):
        """Time of all, with what ran inside them, in microseconds."""
        return sum(event.time_us for event in self.events)

    @property
    def avg_time_us(self):
        """Mean time, in microseconds; 0 without events."""
        return self.total_time_us / self.count if self.events else 0.0

    @property
    def total_flops(self):
        """Floating-point operations of all."""
        return sum(event.flops for event in self.events)

    flops = total_flops
    cpu_time_total = total_time_us
    cpu_time = avg_time_us

    @property
    def self_cpu_time_total(self):
        """Time of all without what ran inside them, in microseconds."""
        return sum(event.self_cpu_time_total for event in self.events)

    @property
    def cpu_memory_usage(self):
        """Bytes that tensors held more at their ends, in all."""
        return sum(event.memory_delta_bytes for event in self.events)

    @property
    def self_cpu_memory_usage(self):
        """The same without what ran inside them."""
        return sum(event.self_cpu_memory_usage for event in self.events)

    def __repr__(self):
        return f"<ProfileSummary {self.name} count={self.count} total={self.total_time_us:.3f}us>"


def _time(microseconds):
    for unit, scale in (("s", 1e6), ("ms", 1e3)):
        if abs(microseconds) >= scale:
            return f"{microseconds / scale:.3f}{unit}"
    return f"{microseconds:.3f}us"


def _bytes(count):
    for unit, scale in (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)):
        if abs(count) >= scale:
            return f"{count / scale:.2f} {unit}"
    return f"{count} B"


class EventList(list):
    """Events or summaries, with totals and a table."""

    @property
    def self_cpu_time_total(self):
        """Time of all without what ran inside them: the whole recorded time, in microseconds."""
        return sum(event.self_cpu_time_total for event in self)

    def key_averages(self, group_by_input_shape=False):
        """Events of one name (and, if asked for, of the same shapes) together, in order of first appearance."""
        groups = {}
        for event in self:
            groups.setdefault((event.name, event._shapes if group_by_input_shape else ""), []).append(event)
        return EventList(ProfileSummary(name, events) for (name, _), events in groups.items())

    def total_average(self):
        """All events as one summary."""
        return ProfileSummary("Total", self)

    def table(self, sort_by=None, row_limit=100, max_name_column_width=55, header=None, top_level_events_only=False):
        """The events as text.

        Args:
            sort_by: an attribute to sort by, largest first, such as ``"self_cpu_time_total"``, ``"cpu_time_total"``,
                ``"count"``, ``"cpu_memory_usage"``. row_limit: rows at most, -1 for all.
            max_name_column_width: width at which names are cut. header: a line above the table.
            top_level_events_only: leave out events inside others.

        Raises:
            AttributeError: there is no such attribute.
        """
        rows = list(self)
        if top_level_events_only:
            rows = [event for event in rows if getattr(event, "parent", None) is None]
        if sort_by is not None:
            rows.sort(key=lambda event: getattr(event, sort_by), reverse=True)
        total = self.self_cpu_time_total or 1.0
        columns = ["Name", "Self CPU %", "Self CPU", "CPU total %", "CPU total", "CPU time avg", "CPU Mem"]
        columns += ["Self CPU Mem", "# of Calls"]
        with_shapes = any(event.input_shapes for event in rows[:1]) and not isinstance(rows[0], ProfileSummary)
        columns += ["Input Shapes"] if with_shapes else []
        cells = []
        for event in rows if row_limit < 0 else rows[:row_limit]:
            own, count = event.self_cpu_time_total, getattr(event, "count", 1)
            name = event.name
            if len(name) > max_name_column_width:
                name = name[: max_name_column_width - 3] + "..."
            row = [name, f"{100 * own / total:.2f}%", _time(own), f"{100 * event.cpu_time_total / total:.2f}%"]
            row += [_time(event.cpu_time_total), _time(event.cpu_time_total / count), _bytes(event.cpu_memory_usage)]
            row += [_bytes(event.self_cpu_memory_usage), str(count)]
            cells.append(row + ([str(event.input_shapes)] if with_shapes else []))
        widths = [max(len(row[i]) for row in [columns, *cells]) for i in range(len(columns))]
        rule = "  ".join("-" * width for width in widths)
        lines = [header] if header else []
        lines += [rule, "  ".join(c.rjust(w) for c, w in zip(columns, widths)), rule]
        lines += ["  ".join(c.rjust(w) for c, w in zip(row, widths)) for row in cells]
        return "\n".join([*lines, rule, f"Self CPU time total: {_time(self.self_cpu_time_total)}", ""])

    def export_chrome_trace(self, path):
        """Writes the events as a trace that Chrome's ``about:tracing`` and Perfetto read."""
        trace = [
            {
                "ph": "X", "cat": event.kind, "name": event.name, "pid": 0, "tid": event.thread,
                "ts": event.start_ns / 1e3, "dur": event.time_us,
                "args": {"Input Dims": event.input_shapes, "Bytes": event.memory_delta_bytes, "Flops": event.flops},
            }
            for event in self
        ]  # fmt: skip
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"traceEvents": trace, "displayTimeUnit": "ns"}, file)

    def __str__(self):
        return self.table()


def linked(rows, now):
    """Events of the engine's rows, each with its parent and children; those left open end now."""
    events = EventList(OpEvent(row) for row in rows)
    for event in events:
        if event.end_ns == 0:
            event.end_ns, event._memory = max(now, event.start_ns), 0
        if event._parent >= 0:
            event.parent = events[event._parent]
            event.parent.children.append(event)
    return events
