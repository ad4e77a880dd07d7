"""The text of a tensor, laid out as PyTorch does it."""

import math

import lucid

__all__ = ["get_printoptions", "set_printoptions", "tensor_repr"]


class PrintOptions:
    """How tensors are shown; see :func:`set_printoptions`."""

    def __init__(self):
        self.precision = 4
        self.threshold = 1000
        self.edgeitems = 3
        self.linewidth = 80
        self.sci_mode = None


_options = PrintOptions()
_PROFILES = {
    "default": {"precision": 4, "threshold": 1000, "edgeitems": 3, "linewidth": 80},
    "short": {"precision": 2, "threshold": 1000, "edgeitems": 2, "linewidth": 80},
    "full": {"precision": 4, "threshold": math.inf, "edgeitems": 3, "linewidth": 80},
}


def set_printoptions(
    precision=None, threshold=None, edgeitems=None, linewidth=None, profile=None, sci_mode=None
):
    """Sets how tensors are shown.

    Args:
        precision: digits after the point. threshold: number of elements above which the middle is left out.
        edgeitems: elements shown at each end then. linewidth: characters per line.
        profile: "default", "short" or "full"; the other arguments come on top of it.
        sci_mode: True or False for scientific notation; None: where the range of the numbers asks for it.

    Raises:
        ValueError: the profile is unknown.
    """
    if profile is not None:
        if profile not in _PROFILES:
            raise ValueError(f"set_printoptions: profile must be one of {list(_PROFILES)}, got {profile!r}")
        for name, value in _PROFILES[profile].items():
            setattr(_options, name, value)
    given = {"precision": precision, "threshold": threshold, "edgeitems": edgeitems, "linewidth": linewidth}
    for name, value in given.items():
        if value is not None:
            setattr(_options, name, value)
    _options.sci_mode = sci_mode


def get_printoptions():
    """Returns the options as a dictionary."""
    return dict(_options.__dict__)


class _RealFormat:
    """Width and notation that suit all numbers shown."""

    def __init__(self, values, floating):
        self._floating = floating
        self._integers, self._scientific, self.width = True, False, 1
        if not floating:
            self.width = max((len(str(value)) for value in values), default=1)
            return
        finite = [value for value in values if value != 0 and math.isfinite(value)]
        if not finite:
            return
        magnitudes = [abs(value) for value in finite]
        smallest, largest = min(magnitudes), max(magnitudes)
        self._integers = all(value == math.ceil(value) for value in finite)
        if _options.sci_mode is None:
            self._scientific = largest / smallest > 1000.0 or largest > 1.0e8 or smallest < 1.0e-4
        else:
            self._scientific = _options.sci_mode
        if self._scientific:
            lengths = [len(f"{value:.{_options.precision}e}") for value in finite]
        elif self._integers:
            lengths = [len(f"{value:.0f}") + 1 for value in finite]  # one for the point
        else:
            lengths = [len(f"{value:.{_options.precision}f}") for value in finite]
        self.width = max(1, *lengths)

    def __call__(self, value):
        if not self._floating:
            text = str(value)
        elif self._scientific:
            text = f"{value:.{_options.precision}e}"
        elif self._integers:
            text = f"{value:.0f}" + ("." if math.isfinite(value) else "")
        else:
            text = f"{value:.{_options.precision}f}"
        return text.rjust(self.width)


class _ComplexFormat:
    """Real and imaginary part, each with a format of its own."""

    def __init__(self, values):
        self._real = _RealFormat([value.real for value in values], True)
        self._imaginary = _RealFormat([value.imag for value in values], True)
        self.width = self._real.width + self._imaginary.width + 1  # one for the j

    def __call__(self, value):
        imaginary = self._imaginary(value.imag).lstrip() + "j"
        sign = "" if imaginary[0] in "+-" else "+"
        return self._real(value.real) + sign + imaginary


_GAP = object()


def _shown(tensor, summarize):
    """The numbers to show as nested lists, with _GAP where a stretch is left out."""
    if not summarize or tensor.dim() == 0:
        return tensor.tolist()
    edge, count = _options.edgeitems, tensor.shape[0]
    if tensor.dim() == 1:
        if not edge:
            return [_GAP]
        if count > 2 * edge:
            return [*tensor[:edge].tolist(), _GAP, *tensor[count - edge :].tolist()]
        return tensor.tolist()
    if count > 2 * edge:
        rows = [_shown(tensor[i], True) for i in range(edge)]
        rows.append(_GAP)
        return rows + [_shown(tensor[i], True) for i in range(count - edge, count)]
    return [_shown(tensor[i], True) for i in range(count)]


def _numbers(shown):
    if isinstance(shown, list):
        for item in shown:
            yield from _numbers(item)
    elif shown is not _GAP:
        yield shown


def _lay_out(shown, dim, indent, write):
    if dim == 0:
        return write(shown)
    if dim == 1:
        per_line = max(1, (_options.linewidth - indent) // (write.width + 2))
        texts = [(" ..." if len(shown) > 1 else "...") if item is _GAP else write(item) for item in shown]
        lines = [", ".join(texts[i : i + per_line]) for i in range(0, len(texts), per_line)]
        return "[" + (",\n" + " " * (indent + 1)).join(lines) + "]"
    parts = ["..." if item is _GAP else _lay_out(item, dim - 1, indent + 1, write) for item in shown]
    return "[" + ("," + "\n" * (dim - 1) + " " * (indent + 1)).join(parts) + "]"


def _contents(tensor, indent):
    summarize = tensor.numel() > _options.threshold
    shown = _shown(tensor, summarize)
    values = list(_numbers(shown))
    if tensor.dtype.is_complex:
        write = _ComplexFormat(values)
    else:
        write = _RealFormat(values, tensor.dtype.is_floating_point)
    return _lay_out(shown, tensor.dim(), indent, write)


def tensor_repr(tensor):
    """The text of ``repr(tensor)``: its numbers, then what is not default of device, dtype, grad_fn, requires_grad."""
    from .nn.parameter import Parameter

    plain = type(tensor) is lucid.Tensor or type(tensor) is Parameter
    prefix = "tensor(" if plain else f"{type(tensor).__name__}("
    values = tensor.detach()
    suffixes = []
    if str(values.device) != "cpu":
        suffixes.append(f"device='{values.device}'")
        values = values.cpu()
    default = lucid.get_default_dtype()
    default_complex = lucid.complex128 if default == lucid.float64 else lucid.complex64
    if values.numel() == 0:
        if values.dim() != 1:
            suffixes.append(f"size={tuple(values.shape)}")
        # Nothing to tell the type from: it is shown even where it is int64 or bool.
        if values.dtype != default:
            suffixes.append(f"dtype={values.dtype}")
        text = "[]"
    else:
        if not _options.edgeitems:
            suffixes.append(f"size={tuple(values.shape)}")
        if values.dtype not in (default, default_complex, lucid.int64, lucid.bool):
            suffixes.append(f"dtype={values.dtype}")
        text = _contents(values, len(prefix))
    if tensor.grad_fn is not None:
        suffixes.append(f"grad_fn=<{_node_name(tensor.grad_fn)}>")
    elif tensor.requires_grad:
        suffixes.append("requires_grad=True")
    return _append(prefix + text, suffixes, len(prefix))


def _node_name(node):
    name = getattr(node, "name", None)
    return name() if callable(name) else type(node).__name__


def _append(text, suffixes, indent):
    """Puts the suffixes behind the text, each on a new line if it would not fit."""
    length = len(text) - text.rfind("\n") + 1
    for suffix in suffixes:
        if length + len(suffix) + 2 > _options.linewidth:
            text += ",\n" + " " * indent + suffix
            length = indent + len(suffix)
        else:
            text += ", " + suffix
            length += len(suffix) + 2
    return text + ")"
