"""The command line: ``python -m lucid.metal check`` and ``python -m lucid.metal run``."""

import argparse
import os
import sys

import lucid
from lucid import metal

__all__ = ["main"]

_EXAMPLES = """examples:
  python -m lucid.metal check blur.metal
  python -m lucid.metal run saxpy.metal --input x.npy --input '[1, 2, 3]' --input 2.5 --shape 3
  python -m lucid.metal run mandelbrot.metal --input 256 --input 256 --shape 256,256 --output picture.png
"""


def _integers(text):
    try:
        return tuple(int(part) for part in text.replace("x", ",").split(",") if part.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of integers such as 256,256") from None


def _parser():
    parser = argparse.ArgumentParser(
        prog="python -m lucid.metal", description="Checks and runs kernels written in the Metal Shading Language.",
        epilog=_EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="check|run")
    check = verbs.add_parser("check", help="compile files and print what is wrong with them, as clang does")
    check.add_argument("files", nargs="+", metavar="FILE", help="source files; - reads standard input")
    check.add_argument("-I", "--include", action="append", default=[], metavar="FOLDER",
        help="look for included files here too")
    check.add_argument("--kernels", action="store_true", help="print the declarations of the kernels")
    run = verbs.add_parser("run", help="run one kernel and print, save or picture its output")
    run.add_argument("file", metavar="FILE", help="source file; - reads standard input")
    run.add_argument("--kernel", metavar="NAME", help="the kernel; needed where the file has several")
    run.add_argument("--input", action="append", default=[], metavar="VALUE", dest="inputs",
        help="in the kernel's order: a .npy file, a number, numbers such as '[1, 2, 3]', or zeros:SHAPE, ones:SHAPE, "
        "arange:N, rand:SHAPE; may end in :dtype")  # fmt: skip
    run.add_argument("--shape", action="append", type=_integers, required=True, metavar="N,N",
        help="shape of the output; once for each output")
    run.add_argument("--dtype", action="append", default=[], metavar="TYPE",
        help="element type of the output, where the kernel does not say it")
    run.add_argument("--grid", type=_integers, metavar="X,Y,Z",
        help="threads of the grid (default: one per element of the output)")
    run.add_argument("--threads", type=_integers, metavar="X,Y,Z", help="threads of a threadgroup")
    run.add_argument("--threadgroups", type=_integers, metavar="X,Y,Z", help="threadgroups, instead of --grid")
    run.add_argument("--threadgroup-memory", type=int, action="append", default=[], metavar="BYTES",
        help="bytes for each [[threadgroup(n)]] parameter")
    run.add_argument("--constant", action="append", default=[], metavar="NAME=VALUE",
        help="value of a function constant")
    run.add_argument("--output", action="append", default=[], metavar="FILE",
        help=".npy, .png, .pgm or .ppm; once for each output (default: print)")
    run.add_argument("--range", type=float, nargs=2, metavar=("LOW", "HIGH"),
        help="the values that become black and white in a picture")
    run.add_argument("--unchecked", action="store_true", help="run without looking for faults, several times faster")
    run.add_argument("--seed", type=int, default=0, help="seed of rand: inputs")
    return parser


def _read(path):
    if path == "-":
        return sys.stdin.read(), "<stdin>"
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read(), path


def _check(options):
    failed = 0
    for path in options.files:
        source, name = _read(path)
        folders = ([os.path.dirname(os.path.abspath(path))] if path != "-" else []) + options.include
        succeeded, diagnostics, kernels = metal.check_kernel(source, name, folders)
        for _, _, _, text in diagnostics:
            print(text)
        if succeeded and options.kernels:
            for kernel in kernels:
                print(kernel)
        failed += not succeeded
    return 1 if failed else 0


def _number(text):
    if text in ("true", "True"):
        return True
    if text in ("false", "False"):
        return False
    try:
        return int(text, 0)
    except ValueError:
        return float(text)


def _dtype(name):
    dtype = getattr(lucid, name, None)
    if not isinstance(dtype, lucid.dtype):
        raise ValueError(f"{name!r} is not an element type; use float32, int32, uint8, ...")
    return dtype


def _input(text):
    from lucid.metal._array_file import read_array

    if text.endswith(".npy"):
        return read_array(text)
    kind, _, rest = text.partition(":")
    if kind in ("zeros", "ones", "rand", "arange"):
        sizes, _, name = rest.partition(":")
        dtype = _dtype(name) if name else lucid.float32
        shape = _integers(sizes)
        if kind == "arange":
            return lucid.arange(shape[0], dtype=dtype)
        return lucid.rand(shape).to(dtype) if kind == "rand" else getattr(lucid, kind)(shape, dtype=dtype)
    body, _, name = text.rpartition(":") if "]:" in text else (text, "", "")
    body = body.strip()
    if body.startswith("["):
        import ast

        try:
            return lucid.tensor(ast.literal_eval(body), dtype=_dtype(name) if name else lucid.float32)
        except (SyntaxError, TypeError):
            raise ValueError(f"{text!r} is not a list of numbers") from None
    try:
        if "," in body:
            return [_number(part.strip()) for part in body.split(",")]
        return _number(body)
    except ValueError:
        raise ValueError(f"{text!r} is neither a .npy file, nor a number, nor a list such as '[1, 2, 3]'") from None


def _kernel_name(source, name, asked, folders):
    succeeded, diagnostics, kernels = metal.check_kernel(source, name, folders)
    if not succeeded:
        for _, _, _, text in diagnostics:
            print(text, file=sys.stderr)
        return None
    names = [declaration.split("(")[0].split()[-1] for declaration in kernels]
    if asked is not None:
        return asked
    if len(names) != 1:
        raise ValueError(f"{name} has {len(names)} kernels; name one with --kernel: {', '.join(names)}")
    return names[0]


def _run(options):
    from lucid.metal._array_file import write_array
    from lucid.metal._picture import write_picture

    source, name = _read(options.file)
    folders = [os.path.dirname(os.path.abspath(options.file))] if options.file != "-" else []
    kernel = _kernel_name(source, name, options.kernel, folders)
    if kernel is None:
        return 1
    lucid.manual_seed(options.seed)
    if options.unchecked:
        metal.set_checked(False)
    constants = dict(pair.partition("=")[::2] for pair in options.constant)
    dtypes = [_dtype(text) for text in options.dtype]
    if dtypes and len(dtypes) != len(options.shape):
        raise ValueError(f"--dtype is given {len(dtypes)} times for {len(options.shape)} outputs")
    outputs = metal.run_kernel(
        source, kernel, [_input(text) for text in options.inputs], options.shape, dtypes or None, options.grid,
        options.threads,
        threadgroups=options.threadgroups, threadgroup_memory=options.threadgroup_memory,
        function_constants={key: _number(value) for key, value in constants.items()}, file=name, include=folders,
    )  # fmt: skip
    if options.output and len(options.output) != len(outputs):
        raise ValueError(f"--output is given {len(options.output)} times for {len(outputs)} outputs")
    for index, output in enumerate(outputs):
        if not options.output:
            print(output.cpu())
        elif options.output[index].endswith(".npy"):
            write_array(options.output[index], output)
        else:
            write_picture(options.output[index], output, options.range)
    return 0


def main(arguments=None):
    """Runs the command line; returns the exit status: 0, 1 where a kernel is wrong, 2 where the command is."""
    options = _parser().parse_args(arguments)
    try:
        return _check(options) if options.verb == "check" else _run(options)
    except lucid.LucidError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except (OSError, ValueError, TypeError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
