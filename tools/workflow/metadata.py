"""Reads the [project] table of pyproject.toml, and writes it as core metadata.

Python has a TOML reader from 3.11 only and the build has no requirements, so the few forms that pyproject.toml uses
(tables, strings, arrays of strings) are read here; on those, TOML and Python spell values alike.
"""
import ast
import re

from .layout import ROOT


def parse(text: str) -> dict:
    """Tables of strings and arrays of strings; anything else is refused."""
    tables = {}
    table = tables
    pending = ""
    for line in text.splitlines():
        if not pending and (not line.strip() or line.lstrip().startswith("#")):
            continue
        heading = re.fullmatch(r"\[([\w.-]+)\]\s*", line) if not pending else None
        if heading:
            table = tables
            for part in heading.group(1).split("."):
                table = table.setdefault(part, {})
            continue
        pending += line + "\n"
        name, _, value = pending.partition("=")
        try:
            parsed = ast.literal_eval(value.strip())
        except SyntaxError:
            continue            # an array that goes on in the next line
        if not isinstance(parsed, (str, list)):
            raise ValueError(f"pyproject.toml: {name.strip()} is neither a string nor an array")
        table[name.strip()] = parsed
        pending = ""
    if pending:
        raise ValueError(f"pyproject.toml: cannot read {pending.splitlines()[0]!r}")
    return tables


def project_table() -> dict:
    return parse((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def core_metadata() -> str:
    """The METADATA and PKG-INFO file, core metadata 2.4."""
    project = project_table()
    lines = ["Metadata-Version: 2.4", f"Name: {project['name']}", f"Version: {project['version']}",
             f"Summary: {project['description']}", f"License-Expression: {project['license']}"]
    lines += [f"License-File: {name}" for name in project["license-files"]]
    lines += ["Keywords: " + ",".join(project["keywords"])]
    lines += [f"Classifier: {name}" for name in project["classifiers"]]
    lines += [f"Requires-Python: {project['requires-python']}"]
    lines += [f"Requires-Dist: {requirement}" for requirement in project["dependencies"]]
    for extra, requirements in project["optional-dependencies"].items():
        lines.append(f"Provides-Extra: {extra}")
        lines += [f'Requires-Dist: {requirement}; extra == "{extra}"' for requirement in requirements]
    lines += ["Description-Content-Type: text/markdown", ""]
    return "\n".join(lines) + "\n" + (ROOT / project["readme"]).read_text(encoding="utf-8")
