"""PyTorch's own list of ops and sample inputs (OpInfo), run in both libraries and compared.

``python torch_samples.py [NAME ...]`` prints every difference found; the tests run the same checks.
"""

import functools
import os
import types

import known_differences
import lucid
from sample_generation import make_generation_quick
from sample_gradients import run_gradients
from sample_judgement import excused
from tensor_pairs import Mismatch, compare, convert, lucid_dtype, metal

DTYPES = (
    "bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64", "complex64",
    "complex128",
)  # fmt: skip
SAMPLES = int(os.environ.get("LUCID_PARITY_SAMPLES", "8"))
LARGEST = 60_000
REFUSALS = (RuntimeError, TypeError, ValueError, IndexError, NotImplementedError, AssertionError, MemoryError)


@functools.lru_cache(maxsize=None)
def torch_ops():
    """PyTorch's OpInfo entries for which Lucid has a function or method, by ``name`` or ``name.variant``."""
    from torch.testing._internal.common_methods_invocations import op_db

    make_generation_quick()
    found = {}
    for info in op_db:
        if info.name not in known_differences.NOT_COMPARED and ours(info) is not None:
            found[info.name + ("." + info.variant_test_name if info.variant_test_name else "")] = info
    return found


def lookup(path):
    """lucid.path, or None."""
    found = lucid
    for part in path.split("."):
        found = getattr(found, part, None)
        if found is None:
            return None
    return found


def ours(info):
    """Lucid's callable for an entry: the function or method of its name, or its own wrapper with lucid as torch."""
    named = lookup(info.name) or (getattr(lucid.Tensor, info.name, None) if "." not in info.name else None)
    function = info.op
    wrappers = ("common_methods_invocations", "opinfo.definitions")
    if type(function) is types.FunctionType and any(part in function.__module__ for part in wrappers):
        if named is None and not set(function.__code__.co_names) - {"torch"} <= set(dir(lucid)) | set(
            dir(lucid.Tensor)
        ):
            return None
        return types.FunctionType(
            function.__code__,
            {**function.__globals__, "torch": lucid},
            None,
            function.__defaults__,
            function.__closure__,
        )
    return named if callable(named) else None


class Case:
    """One sample of one op: what PyTorch is called with and, converted, what Lucid is called with."""

    def __init__(self, name, info, sample):
        self.name, self.info = name, info
        self.theirs = (sample.input, *sample.args), dict(sample.kwargs)

    def ours(self, grad=False):
        return convert(self.theirs[0], grad), convert(self.theirs[1], grad)

    def leaves(self):
        """PyTorch's arguments as fresh leaves that require gradients as the sample's did."""
        import torch

        def fresh(value):
            if isinstance(value, torch.Tensor):
                return value.detach().requires_grad_(value.requires_grad)
            if isinstance(value, (list, tuple)):
                return type(value)(fresh(item) for item in value)
            return value

        return fresh(self.theirs[0]), {key: fresh(value) for key, value in self.theirs[1].items()}

    def describe(self):
        import torch

        def text(value):
            if isinstance(value, torch.Tensor):
                kind = str(value.dtype).split(".")[1]
                return f"{kind}{tuple(value.shape)}" + ("" if value.is_contiguous() else f"/{value.stride()}")
            if isinstance(value, (list, tuple)):
                return "[" + ", ".join(map(text, value)) + "]"
            return repr(value)

        arguments = [text(a) for a in self.theirs[0]] + [f"{k}={text(v)}" for k, v in self.theirs[1].items()]
        return f"{self.name}({', '.join(arguments)})"


def size(value):
    if isinstance(value, (list, tuple)):
        return sum(map(size, value))
    return value.numel() if hasattr(value, "numel") else 0


def samples(name, dtype, grad=False, limit=None, reference=False):
    """Cases of an op for an element type; none where PyTorch's generator does not make any."""
    import torch

    info = torch_ops()[name]
    torch.default_generator.manual_seed(7)
    make = info.reference_inputs if reference else info.sample_inputs
    found = []
    try:
        for sample in make("cpu", getattr(torch, dtype), requires_grad=grad):
            if size(sample.input) + size(sample.args) <= LARGEST:
                found.append(sample)
    except Exception:  # the generator itself does not know the type
        pass
    limit = SAMPLES if limit is None else limit
    if len(found) > limit:
        # The first samples are the plain ones; the rest is spread over what follows.
        step = (len(found) - 1) / (limit - 1)
        found = [found[round(i * step)] for i in range(limit)]
    return [Case(name, info, sample) for sample in found]


def attempt(function, arguments, keywords):
    """The result, or the exception."""
    try:
        return function(*arguments, **keywords)
    except REFUSALS as error:
        return error


def check(case, theirs, mine, values=True, strides=True, op=None):
    """Raises Mismatch unless both refused, or gave the same, or differ as they may; ``op`` is what was called."""
    if isinstance(theirs, Exception) != isinstance(mine, Exception):
        told = f"PyTorch: {_short(theirs)}; Lucid: {_short(mine)}"
        raise Mismatch(f"refusal: {told}")
    if isinstance(theirs, Exception):
        check_exception(theirs, mine)
        return
    try:
        compare(mine, theirs, values=values, strides=strides)
    except Mismatch:
        if op is None or not values or not excused(case, op, mine, theirs, strides):
            raise


def check_exception(theirs, mine):
    """Lucid's error must be one that code written for PyTorch's would catch, and no IndexError of Python's own."""
    kinds = tuple(kind for kind in REFUSALS if isinstance(theirs, kind))
    if isinstance(mine, (lucid.LucidError, *kinds)):
        return
    if isinstance(theirs, (TypeError, ValueError)) and isinstance(mine, (TypeError, ValueError)):
        return
    # PyTorch says "unknown overload" as TypeError or RuntimeError by the way it was called.
    if isinstance(theirs, RuntimeError) and isinstance(mine, (TypeError, ValueError)):
        return
    raise Mismatch(f"exception: PyTorch {_short(theirs)}; Lucid {_short(mine)}")


def _short(value):
    if isinstance(value, Exception):
        return f"{type(value).__name__}({str(value)[:160]!r})"
    return f"gave {type(value).__name__}" + (f" {tuple(value.shape)}" if hasattr(value, "shape") else "")


def values(name, dtype, noncontiguous=False, reference=False):
    """Yields (case, problem or None) for each sample: values, types, shapes and strides of results."""
    info = torch_ops()[name]
    function = ours(info)
    for case in samples(name, dtype, reference=reference):
        if noncontiguous:
            case = strided(case)
        yield case, problem(lambda: run(case, function))


def run(case, function):
    arguments, keywords = case.ours()
    mine = attempt(function, arguments, keywords)
    theirs = attempt(case.info.op, *case.theirs)
    check(case, theirs, mine, values=not known_differences.is_random(case.name), op=case.info.op)


def strided(case):
    """The case with every tensor laid out with gaps."""
    import torch

    def spread(value):
        if isinstance(value, torch.Tensor) and value.dim() > 0 and value.numel() > 0:
            wide = torch.empty((*value.shape, 2), dtype=value.dtype)
            wide[..., 1] = value
            return wide[..., 1].requires_grad_(value.requires_grad) if value.requires_grad else wide[..., 1]
        if isinstance(value, (list, tuple)):
            return type(value)(spread(item) for item in value)
        return value

    made = Case.__new__(Case)
    made.name, made.info = case.name, case.info
    with torch.no_grad():
        made.theirs = spread(case.theirs[0]), {key: spread(value) for key, value in case.theirs[1].items()}
    return made


def problem(action):
    """What is wrong, in words; None when nothing is."""
    try:
        action()
    except Mismatch as mismatch:
        return str(mismatch)
    except Exception as error:  # whatever it is, it is a finding
        return f"{type(error).__name__}: {error}"
    return None


def gradients(name, dtype):
    """Yields (case, problem) for first and second derivatives."""
    info = torch_ops()[name]
    function = ours(info)
    values_ = not known_differences.is_random(name)
    for case in samples(name, dtype, grad=True, limit=min(SAMPLES, 10)):
        yield case, problem(lambda: run_gradients(case, function, values_))


def variants(name, dtype):
    """Yields (case, problem) for the method, the in-place and the out= form."""
    info = torch_ops()[name]
    function = ours(info)
    plain = info.name.rsplit(".", 1)[-1]
    inplace = info.inplace_variant if hasattr(lucid.Tensor, plain + "_") else None
    method = info.method_variant if "." not in info.name and type(info.op) is not types.FunctionType else None
    for case in samples(name, dtype, limit=min(SAMPLES, 8)):
        if size(case.theirs[0][:1]) == 0 and not hasattr(case.theirs[0][0], "numel"):
            continue
        if method is not None and hasattr(lucid.Tensor, plain):
            yield case, problem(lambda: run_form(case, info.method_variant, getattr(lucid.Tensor, plain)))
        if inplace is not None:
            yield case, problem(lambda: run_in_place(case, inplace, getattr(lucid.Tensor, plain + "_")))
        if info.supports_out:
            yield case, problem(lambda: run_out(case, function))


def run_form(case, theirs, mine):
    arguments, keywords = case.ours()
    values_ = not known_differences.is_random(case.name)
    check(case, attempt(theirs, *case.theirs), attempt(mine, arguments, keywords), values=values_, op=theirs)


def run_in_place(case, theirs, mine):
    import torch

    def copied(value):
        if not isinstance(value, torch.Tensor):
            return value
        # With its storage: some ops look at what a view does not show.
        storage = value.detach().untyped_storage().clone()
        place = value.storage_offset(), value.shape, value.stride()
        return torch.empty(0, dtype=value.dtype).set_(storage, *place)

    arguments, keywords = case.ours()
    first = copied(case.theirs[0][0])
    result = attempt(theirs, (first, *case.theirs[0][1:]), case.theirs[1])
    own = attempt(mine, arguments, keywords)
    values_ = not known_differences.is_random(case.name)
    check(case, result, own, values=values_, strides=False, op=case.info.op)
    if not isinstance(result, Exception):
        check(case, first, arguments[0], values=values_, strides=False, op=case.info.op)


def run_out(case, function):
    import torch

    expected = attempt(case.info.op, *case.theirs)
    if not isinstance(expected, torch.Tensor):
        return
    for shape in (tuple(expected.shape), (0,)):
        theirs = torch.zeros(shape, dtype=expected.dtype)
        mine = lucid.zeros(shape, dtype=lucid_dtype(expected.dtype))
        arguments, keywords = case.ours()
        given = attempt(case.info.op, case.theirs[0], {**case.theirs[1], "out": theirs})
        own = attempt(function, arguments, {**keywords, "out": mine})
        if isinstance(given, Exception):
            continue
        values_ = not known_differences.is_random(case.name)
        check(case, given, own, values=values_, strides=False, op=case.info.op)
        check(case, theirs, mine, values=values_, strides=False, op=case.info.op)


def on_metal(name, dtype):
    """Yields (case, problem): the recorded stream gives what the eager one gives."""
    function = ours(torch_ops()[name])
    if name in known_differences.NOT_ON_METAL:
        return
    for case in samples(name, dtype, limit=min(SAMPLES, 10)):
        yield case, problem(lambda: run_metal(case, function))


def run_metal(case, function):
    arguments, keywords = case.ours()
    eager = attempt(function, arguments, keywords)
    arguments, keywords = case.ours()
    recorded = attempt(function, metal(arguments), metal(keywords))
    if isinstance(eager, Exception) != isinstance(recorded, Exception):
        raise Mismatch(f"metal: cpu {_short(eager)}; metal {_short(recorded)}")
    if isinstance(eager, Exception):
        return
    if not known_differences.is_random(case.name):
        compare(recorded, eager, what="metal", strides=False)


def errors(name):
    """Yields (case, problem) for calls that PyTorch's own list says must be refused."""
    info = torch_ops()[name]
    function = ours(info)
    if info.error_inputs_func is None:
        return
    for bad in info.error_inputs("cpu"):
        case = Case(name, info, bad.sample_input)
        yield case, problem(lambda: run(case, function))


ASPECTS = {
    "values": lambda name: [(d, values(name, d)) for d in DTYPES],
    "strided": lambda name: [(d, values(name, d, noncontiguous=True)) for d in ("float32", "int64", "complex64")],
    "reference": lambda name: [(d, values(name, d, reference=True)) for d in ("float32", "int32", "complex128")],
    "gradients": lambda name: [(d, gradients(name, d)) for d in ("float64", "complex128") if differentiable(name, d)],
    "variants": lambda name: [(d, variants(name, d)) for d in ("float32", "int64", "bfloat16")],
    "metal": lambda name: [(d, on_metal(name, d)) for d in ("float32", "int64", "bool")],
    "errors": lambda name: [("float32", errors(name))],
}


def differentiable(name, dtype):
    """Whether PyTorch has a derivative for the type."""
    import torch

    info = torch_ops()[name]
    return info.supports_autograd and getattr(torch, dtype) in info.supported_backward_dtypes("cpu")


def findings(name, aspect):
    """Yields (dtype, number of cases, [(case, problem)]) of an op for each type, deliberate differences left out."""
    for dtype, results in ASPECTS[aspect](name):
        count, seen = 0, []
        for case, trouble in results:
            count += 1
            if trouble is not None and not known_differences.known(case.info.name, aspect, dtype, trouble):
                seen.append((case, trouble))
        yield dtype, count, seen


def main(wanted):
    """Prints the differences of some or all ops: ``[--ASPECT ...] [--update] [NAME ...]``; a prefix names many."""
    aspects = [w[2:] for w in wanted if w.startswith("--") and w[2:] in ASPECTS] or list(ASPECTS)
    update = "--update" in wanted
    wanted = [w for w in wanted if not w.startswith("--")]
    total = wrong = 0
    lines = []
    for name in torch_ops():
        if wanted and not any(name == w or name.startswith(w + ".") for w in wanted):
            continue
        for aspect in aspects:
            for dtype, count, seen in findings(name, aspect):
                total += count
                wrong += len(seen)
                if seen:
                    case, trouble = seen[0]
                    lines.append(f"{name} {aspect} {dtype}")
                    print(
                        f"{name} {aspect} {dtype}: {len(seen)} wrong; {case.describe()[:200]}\n      {trouble[:300]}",
                        flush=True,
                    )
    print(f"{total} cases, {wrong} differ")
    if update:
        path = known_differences.OPEN
        path.write_text(
            "\n".join(["# Defects not yet mended: op, aspect, element type.", *lines]) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
