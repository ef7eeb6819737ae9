"""A project: a folder with `handouts/` and, if it likes, its own `layouts/`.

What the project does not have is taken from the generator: layouts, fixed words, icons.

A *text* of a handout is called as its folder: `warfarin`, or `warfarin/easy-read` for the own text of a format. Each
has its source and its translations beside each other, so that all that is asked of a handout can be asked of either.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

from generator.inputs import Stamp, file_stamp, is_folder, yaml_files
from generator.model.fields import Reading, Record, read_or_none
from generator.model.handout import Handout
from generator.model.inline import InlineText
from generator.model.languages import find_language, is_tag
from generator.model.layout import Layout, layout_names, load_layout, part_names
from generator.model.profile import Profile, load_profile
from generator.model.words import Words, load_words
from generator.problems import Place, Problem, ProblemList, Rejected, SourceText
from generator.rules import did_you_mean, problem, quoted
from generator.source import Mapping, Scalar, read_yaml
from generator.values import Frozen, replace

_PACKAGE = Path(__file__).parent
# The folder beside translations that keeps what their source said: never a format.
SOURCES = "sources"
_NEW_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def builtin_layouts() -> Path:
    """The generator's own layouts: beside the package in a checkout, inside it when installed."""
    inside = _PACKAGE / "layouts"
    return inside if inside.is_dir() else _PACKAGE.parent / "layouts"


class Project(Frozen):
    """A folder of handouts; `builtin_layouts` serves what it lacks."""

    root: Path
    builtin_layouts: Path

    @classmethod
    def at(cls, root: Path | str) -> Project:
        return cls(Path(root).resolve(), builtin_layouts())

    @property
    def layout_folders(self) -> tuple[Path, ...]:
        return (*self._own_layouts, self.builtin_layouts)

    @property
    def _own_layouts(self) -> tuple[Path, ...]:
        """The project's folder of layouts; none in the generator's own checkout, where they are the built-in ones."""
        own = self.root / "layouts"
        return (own,) if is_folder(own) and own.resolve() != self.builtin_layouts.resolve() else ()

    @property
    def has_own_layouts(self) -> bool:
        """Whether it wears a name of its own, and not that of a clinic that comes with the program."""
        return bool(layout_names(self._own_layouts))

    @property
    def is_the_program(self) -> bool:
        """Whether it is the generator's own checkout, whose invented clinics are its own."""
        return (self.root / "layouts").resolve() == self.builtin_layouts.resolve()

    def handout_names(self) -> list[str]:
        """Names of the handouts, sorted."""
        folder = self.root / "handouts"
        return sorted(path.name for path in folder.iterdir() if self.languages(path.name)) if folder.is_dir() else []

    def languages(self, name: str) -> list[str]:
        """Languages that a text exists in, English first, then sorted; none when there is no such text."""
        if not _is_text_name(name):
            return []
        tags = [path.stem for path in yaml_files(self.root / "handouts" / name)]
        return sorted(tags, key=lambda tag: (tag != "en", tag))

    def handout_path(self, name: str, lang: str) -> Path:
        """Where a text in a language stands, or would stand."""
        return self.root / "handouts" / name / f"{lang}.yaml"

    def own_texts(self, name: str) -> list[str]:
        """The formats, sorted, that a handout has texts of their own for.

        Raises `Rejected` for a folder of texts whose name is no format: nothing would ever print them.
        """
        folder, formats = self.root / "handouts" / name, self.parts("formats")
        inside = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
        own = [form for form in inside if any(map(find_language, self.languages(f"{name}/{form}")))]
        strange = [form for form in own if form not in formats]
        if strange:
            raise Rejected(
                problem(
                    "unknown-layout",
                    f"This folder holds texts, and {quoted(form)} is no format.",
                    Place(SourceText(f"handouts/{name}/{form}")),
                    did_you_mean(form, formats),
                )
                for form in strange
            )
        return own

    def texts(self) -> list[str]:
        """All texts, each handout's before those of its formats. Raises `Rejected` as `own_texts` does."""
        names = self.handout_names()
        return [text for name in names for text in (name, *(f"{name}/{form}" for form in self.own_texts(name)))]

    def text_for(self, name: str, form: str, *langs: str) -> str:
        """The text of a handout that a copy in a format and these languages is made of: the format's own, when all of
        them have it, else the handout's."""
        own = f"{name}/{form}"
        return own if form and set(langs) <= set(self.languages(own)) else name

    def layouts(self) -> list[str]:
        """All layouts that can be asked for, sorted."""
        return layout_names(self.layout_folders)

    def default_layouts(self) -> list[str]:
        """The layouts that are built when none is asked for: the project's own alone, since the built-in ones wear the
        name and logo of another clinic; those only where it has none. Never empty."""
        return layout_names(self._own_layouts) or self.layouts()

    def parts(self, part: str) -> list[str]:
        """The formats, papers or brands that any layout can take, sorted; part: their folder in `layouts/`."""
        return part_names(part, self.layout_folders)

    def layout(self, name: str, form: str = "", brand: str = "", paper: str = "") -> Layout:
        return load_layout(name, self.layout_folders, form, brand, paper)

    def profile(self, name: str) -> Profile:
        """Which rules apply, and how. Raises `Rejected` when there is no such profile or it is wrong."""
        return load_profile(name, self.layout_folders)

    def icon_path(self, name: str) -> Path:
        """Where an icon of the family stands; they are drawn in the brand's colours."""
        return self.builtin_layouts / "icons" / f"{name}.svg"

    def words(self, lang: str) -> Words:
        return load_words(lang, self.layout_folders)


def no_handouts(root: Path) -> tuple[str, str]:
    """What to say of a folder without handouts, and what to do: nearly always it is the wrong one."""
    around = (*root.parents[:3], *sorted(path for path in root.iterdir() if path.is_dir())) if root.is_dir() else ()
    others = [path for path in around if any((path / "handouts").glob("*/*.yaml"))]
    if not others:
        return f"There are no handouts in {root}/handouts.", "Start one with: handouts new NAME"
    there = os.path.relpath(others[0], root)
    return (
        f"There are no handouts in {root}/handouts.",
        f"There are some in {there}: change to it (cd {there}), or add: --project {there}",
    )


def read_handout(project: Project, name: str, lang: str) -> Handout:
    """Steps 1 and 2 for one handout; raises `Rejected` with every problem of the file."""
    languages = project.languages(name)
    if not languages:
        raise Rejected([unknown_handout(project, name)])
    shown = f"handouts/{name}/{lang}.yaml" if is_tag(lang) or lang in languages else f"handouts/{name}"
    if lang not in languages:
        message = f"{quoted(name)} does not exist in {quoted(lang)}."
        hint = did_you_mean(lang, languages)
        raise Rejected([problem("unknown-handout", message, Place(SourceText(shown)), hint)])
    return model_handout(read_nodes(project, name, lang), project, project.handout_path(name, lang))


def unknown_handout(project: Project, name: str) -> Problem:
    """That there is no handout of that name, and which is meant, or where."""
    known, place = project.handout_names(), Place(SourceText("handouts"))
    if not known:
        return problem("unknown-handout", *_placed(no_handouts(project.root), place))
    hint = did_you_mean(name.partition("/")[0], known)
    return problem("unknown-handout", f"There is no handout {quoted(name)}.", place, hint)


def _placed(told: tuple[str, str], place: Place) -> tuple[str, Place, str]:
    return told[0], place, told[1]


def read_so_far(project: Project, name: str, lang: str) -> tuple[Handout, tuple[Problem, ...]]:
    """A handout and why it cannot be made. Where there are reasons, it is what can be read of it: something empty
    stands for the rest, so that a draft with its dates still to be written has its words looked at already.

    Raises `Rejected` when nothing can be read, as of a file that is not YAML.
    """
    try:
        return read_handout(project, name, lang), ()
    except Rejected as rejected:
        if lang not in project.languages(name):
            raise
        node, path = read_nodes(project, name, lang), project.handout_path(name, lang)
        reading = Reading(ProblemList(), path.parent, project.root, partial=True)
        handout = read_or_none(Record(Handout), node, reading)
        if handout is None:
            raise
        stated = handout.lang if find_language(handout.lang) else lang
        return replace(handout, lang=stated), rejected.problems


def read_nodes(project: Project, name: str, lang: str) -> Mapping:
    """Step 1 for a file that is there, remembered until it changes; raises `Rejected` when it is not such YAML."""
    path = project.handout_path(name, lang)
    return _read_nodes(path, f"handouts/{name}/{lang}.yaml", file_stamp(path))


@lru_cache(maxsize=16)
def _read_nodes(path: Path, shown: str, _stamp: Stamp) -> Mapping:
    return read_yaml(path, shown)


def english_title(project: Project, name: str, lang: str) -> str:
    """What a handout in another language is called in English, for staff; empty when it does not exist in English."""
    english = next((tag for tag in project.languages(name) if tag.partition("-")[0] == "en"), "")
    if not english or lang.partition("-")[0] == "en":
        return ""
    path = project.handout_path(name, english)
    return _read_title(path, file_stamp(path))


@lru_cache(maxsize=500)
def _read_title(path: Path, _stamp: Stamp) -> str:
    """The title in a file; empty when it cannot be read: that is reported when the file itself is built."""
    try:
        title = read_yaml(path).get("title")
    except Rejected:
        return ""
    reading = Reading(ProblemList(), path.parent, path.parent)
    prose = read_or_none(InlineText(), title.value, reading) if title else None
    return prose.plain if prose else ""


def _is_folder_name(name: str) -> bool:
    """Whether the name can only mean a folder in `handouts/`: no path that leads elsewhere, and not hidden."""
    plain = name != "" and Path(name).name == name and not name.startswith(".") and "\0" not in name
    return plain and len(name.encode(errors="replace")) < 256


def is_new_name(name: str) -> bool:
    """Whether a handout that the generator writes may be called so: nothing that a shell or a file system minds."""
    return len(name) <= 100 and _NEW_NAME.fullmatch(name) is not None


def _is_text_name(name: str) -> bool:
    """Whether the name can only mean a text: `NAME` or `NAME/FORMAT`."""
    handout, slash, form = name.partition("/")
    return _is_folder_name(handout) and (not slash or (_is_folder_name(form) and form != SOURCES))


def model_handout(node: Mapping, project: Project, path: Path) -> Handout:
    """Step 2: nodes to a handout."""
    problems = ProblemList()
    reading = Reading(problems, path.parent, project.root)
    _check_language(node, path, reading)
    handout = read_or_none(Record(Handout), node, reading)
    problems.raise_errors()
    assert handout is not None
    return handout


def _check_language(node: Mapping, path: Path, reading: Reading) -> None:
    """The language is one that we set, and the file is called after it; whether it is a text at all is the model's."""
    entry = node.get("lang")
    if entry is None or not isinstance(entry.value, Scalar) or not entry.value.text.strip():
        return
    lang, place = entry.value.text.strip(), entry.value.place
    if not is_tag(lang):
        reading.refuse(
            "unknown-language",
            f"{quoted(lang)} is not a language tag.",
            place,
            "Write a BCP 47 tag such as en, es-US, ar or zh-Hans.",
        )
        return
    language = find_language(lang)
    if language is None:
        reading.refuse(
            "unknown-language",
            f"The language “{lang}” is not in the language table.",
            place,
            "What can be set: handouts list --languages",
        )
    elif path.stem not in (lang, language.tag):
        reading.refuse(
            "file-name",
            f"The file is called “{path.name}” and its language is “{lang}”.",
            place,
            f"Call it “{language.tag}.yaml”.",
        )
