"""Talking to the person at the terminal, and running commands for them."""
import contextlib
import os
import shlex
import subprocess
import sys
import time


class StepFailed(Exception):
    """A step could not be done; the message says what was missing and how to get it."""


def say(text: str = "") -> None:
    print(text, flush=True)


@contextlib.contextmanager
def step(title: str):
    """Frames one piece of work with its title and the seconds it took."""
    say(f"\n== {title}")
    started = time.monotonic()
    yield
    say(f"   done in {time.monotonic() - started:.1f} s")


def run(command, *, environment=None, cwd=None, quiet=False, check=True) -> subprocess.CompletedProcess:
    """Runs a command. Quiet ones are shown only when they fail."""
    command = [os.fspath(part) for part in command]
    merged = {**os.environ, **environment} if environment else None
    sys.stdout.flush()
    result = subprocess.run(
        command, env=merged, cwd=cwd, check=False, stdin=subprocess.DEVNULL, text=True, errors="replace",
        stdout=subprocess.PIPE if quiet else None, stderr=subprocess.STDOUT if quiet else None)
    if check and result.returncode != 0:
        if quiet:
            say(result.stdout)
        raise StepFailed(f"`{shlex.join(command)}` ended with status {result.returncode}")
    return result


def run_showing(command, *, environment=None, cwd=None):
    """Runs a command, shows its output as it comes, and returns (status, output)."""
    merged = {**os.environ, **environment} if environment else None
    lines = []
    with subprocess.Popen(
            [os.fspath(part) for part in command], env=merged, cwd=cwd, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace") as process:
        for line in process.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            lines.append(line)
    return process.returncode, "".join(lines)


def succeeds(command) -> bool:
    """Whether a command exists and ends well; its output is thrown away."""
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False


def output_of(command, **options) -> str:
    """What a command prints, stripped; the empty string when it cannot be run or fails."""
    try:
        result = subprocess.run([os.fspath(part) for part in command], stdin=subprocess.DEVNULL, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, **options)
    except OSError:
        return ""
    return result.stdout.strip() if result.returncode == 0 else ""
