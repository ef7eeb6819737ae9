"""Installs proof-pdf, a preflight of PDF/X-4, in an environment of its own: python tests/preflight/prepare.py [FOLDER]

proof-pdf asks for Python 3.15. All that stands against 3.11 is its syntax `except A, B:` (PEP 758, Python 3.14), which
means what `except (A, B):` says. So the wheel that pip has held to its hash is installed, and that syntax rewritten
where it lies; nothing of it stands in this repository. Run by `.ci/run`; needs the standard library and pip alone.
"""

from __future__ import annotations

import ast
import io
import subprocess
import sys
import tokenize
import venv
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / ".preflight"


def with_brackets(source: str) -> str:
    """The program with brackets around every list of exceptions that has none; all else as it stands.

    Raises `tokenize.TokenError` for what is not Python. Source: PEP 758, which allows to leave them away without `as`.
    """
    lines = source.splitlines(keepends=True)
    for start, end in reversed(list(_bare_lists(source))):
        # From the end, so that no place moves before it is used.
        for (row, column), bracket in ((end, ")"), (start, "(")):
            line = lines[row - 1]
            lines[row - 1] = line[:column] + bracket + line[column:]
    return "".join(lines)


def _bare_lists(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where lists of exceptions without brackets begin and end, as (line, column)."""
    tokens = [one for one in tokenize.generate_tokens(io.StringIO(source).readline) if one.type != tokenize.COMMENT]
    found = []
    for at, token in enumerate(tokens):
        if token.type != tokenize.NAME or token.string != "except":
            continue
        first = at + 2 if tokens[at + 1].string == "*" else at + 1
        depth, commas, last = 0, 0, first
        while depth or tokens[last].string != ":":
            depth += (tokens[last].string in ("(", "[", "{")) - (tokens[last].string in (")", "]", "}"))
            commas += not depth and tokens[last].string == ","
            last += 1
        if commas:
            found.append((tokens[first].start, tokens[last - 1].end))
    return found


def prepare(folder: Path) -> Path:
    """Makes the environment anew; the program's path. Raises `subprocess.CalledProcessError` where pip refuses."""
    venv.create(folder, with_pip=True, clear=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-r", str(HERE / "requirements.txt")], check=True)
    alone = ["--no-deps", "--ignore-requires-python", "--no-compile", "--only-binary=:all:", "--require-hashes"]
    subprocess.run([*pip, *alone, "-r", str(HERE / "proof-pdf.txt")], check=True)
    (package,) = folder.glob("**/site-packages/proof_pdf")
    for path in sorted(package.rglob("*.py")):
        program = with_brackets(path.read_text(encoding="utf-8"))
        ast.parse(program, str(path))
        path.write_text(program, encoding="utf-8")
    return programs / "proof-pdf"


if __name__ == "__main__":
    print(prepare(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
