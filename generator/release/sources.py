"""Which files a leaflet is made from, by names that are the same on every machine, and their digests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.build import asked_layout
from generator.inputs import file_stamp, yaml_files
from generator.job import Job
from generator.model.blocks.clinic import Notice1557
from generator.model.handout import Handout
from generator.model.inline import Prose
from generator.model.languages import find_language
from generator.model.layout import PARTS
from generator.model.logo import Logo
from generator.model.profile import FOLDER as PROFILES
from generator.model.translation import SegmentRecord
from generator.problems import Place
from generator.project import Project
from generator.review.terms import terms_of
from generator.source import Mapping, Scalar, read_yaml
from generator.text.fonts import FONT_FOLDER
from generator.values import Mutable, field, field_names, is_value

_PACKAGE = FONT_FOLDER.parent


def sources_of(project: Project, job: Job, text: str, handouts: Sequence[Handout]) -> tuple[Path, ...]:
    """Every file of the project and of the generator's layouts whose words or pictures the leaflet may hold, each once:
    its text, what it was translated from, the English title, layouts, brand, fixed words and pictures; and the profile
    that it is held to.

    Icons and code are the generator's own: see `generator_digest`. Fonts have hashes of their own.
    """
    mentioned = _Mentioned()
    mentioned.look((*handouts, asked_layout(project, job)))
    found = [
        *_texts(project, job, text, handouts),
        *_layouts(project, job),
        *_words(project, (job.lang, job.beside, "en", *mentioned.langs)),
        *mentioned.paths,
        *_profiles(project.layout_folders, terms_of(project, text, handouts[0])[0].name),
    ]
    return tuple(dict.fromkeys(path for path in found if path.is_file()))


def _texts(project: Project, job: Job, text: str, handouts: Sequence[Handout]) -> Iterator[Path]:
    langs = [job.lang, job.beside, *(one.translation.of for one in handouts if one.translation)]
    yield from (project.handout_path(text, lang) for lang in langs if lang in project.languages(text))
    if job.lang.partition("-")[0] != "en":  # its pages say what it is called in English
        named = ((name, tag) for name in (text, job.name) for tag in project.languages(name))
        english = next(((name, tag) for name, tag in named if tag.partition("-")[0] == "en"), None)
        if english:
            yield project.handout_path(*english)


def _layouts(project: Project, job: Job) -> tuple[Path, ...]:
    folders = project.layout_folders
    files = [path for folder in folders for part in PARTS for path in yaml_files(folder / part)]
    look = Job("", "", job.layout, form=job.form, paper=job.paper, brand=job.brand)
    return _layout_files(look, folders, tuple((path, file_stamp(path)) for path in files))


@lru_cache(maxsize=50)
def _layout_files(look: Job, folders: tuple[Path, ...], _stamp: Any) -> tuple[Path, ...]:
    """The layout, those that it extends, and what is laid over it; a brand that another one replaces has no say."""
    found: list[Path] = []
    name: str = look.layout
    while name:
        path = _first(folders, "", name)
        if path is None or path in found:
            break
        found.append(path)
        node = read_yaml(path)
        name, brand = (_named(node, key) for key in ("extends", "brand"))
        if brand and not look.brand:
            found += filter(None, [_first(folders, "brands", brand)])
    laid = (("formats", look.form), ("papers", look.paper), ("brands", look.brand))
    found += filter(None, (_first(folders, part, asked) for part, asked in laid if asked))
    return tuple(found)


def _profiles(folders: Sequence[Path], name: str) -> Iterator[Path]:
    """A profile and those that it extends; none of them twice, since a circle is refused when it is read."""
    while name:
        path = _first(folders, PROFILES, name)
        if path is None:
            return
        yield path
        name = _named(read_yaml(path), "extends")


def _named(node: Mapping, key: str) -> str:
    entry = node.get(key)
    return entry.value.text if entry and isinstance(entry.value, Scalar) else ""


def _first(folders: Sequence[Path], part: str, name: str) -> Path | None:
    return next((path for folder in folders for path in yaml_files(folder / part) if path.stem == name), None)


def _words(project: Project, langs: Iterable[str]) -> Iterator[Path]:
    """Of the languages of the copy, of English for staff, and of what a notice of language help speaks."""
    for language in filter(None, map(find_language, filter(None, langs))):
        files = (folder / "words" / f"{language.tag}.yaml" for folder in project.layout_folders)
        path = next((path for path in files if path.is_file()), None)
        if path:
            yield path


class _Mentioned(Mutable):
    """What a value of the model names: files, and languages that it speaks beside its own."""

    paths: list[Path] = field(default_factory=list)
    langs: list[str] = field(default_factory=list)

    def look(self, value: Any) -> None:
        if isinstance(value, Path):
            self.paths.append(value)
        elif isinstance(value, tuple):
            for part in value:
                self.look(part)
        elif isinstance(value, Logo):
            self.paths.append(value.file)  # the file of the mode that is asked for; the other one is not opened
        elif isinstance(value, Notice1557):
            self.langs += value.languages
        elif is_value(value) and not isinstance(value, Place | Prose | SegmentRecord):
            for name in field_names(value):
                self.look(getattr(value, name))


def shown_name(project: Project, path: Path) -> str:
    """What a file is called in a manifest: its path from the project, or `generator/…` for the generator's own.

    Nothing in it tells where either stands on the machine.
    """
    for start, base in (("", project.root), ("generator/layouts/", project.builtin_layouts), ("generator/", _PACKAGE)):
        if path.is_relative_to(base):
            return start + path.relative_to(base).as_posix()
    return f"elsewhere/{path.name}"


def named_path(project: Project, name: str) -> Path:
    """The file of such a name here; it need not be there."""
    for start, base in (("generator/layouts/", project.builtin_layouts), ("generator/", _PACKAGE)):
        if name.startswith(start):
            return base / name.removeprefix(start)
    return project.root / name


def digest(path: Path) -> str:
    """SHA-256 of a file, remembered until it changes."""
    return _digest(path, file_stamp(path))


@lru_cache(maxsize=5_000)
def _digest(path: Path, _stamp: tuple[int, int, int]) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=1)
def generator_digest(builtin_layouts: Path) -> str:
    """SHA-256 over the generator's own code, tables and icons, by their names: what the version alone does not tell
    while it is worked on."""
    inside = _PACKAGE / "layouts"
    kept = [path for path in _PACKAGE.rglob("*") if path.suffix in (".py", ".toml", ".icc")]
    named = {path.relative_to(_PACKAGE).as_posix(): path for path in kept if not path.is_relative_to(inside)}
    named |= {f"icons/{path.name}": path for path in (builtin_layouts / "icons").glob("*.svg")}
    lines = "".join(f"{digest(path)}  {name}\n" for name, path in sorted(named.items()))
    return hashlib.sha256(lines.encode()).hexdigest()
