"""What is measured: leaflets derived from the seed leaflet, always the same ones, as YAML files of a project.

A varied leaflet has the seed's build but another text: a third of its words are exchanged for others of the seed, and
one in twenty for a word that never stood there before, so that no cache can know a paragraph and none knows all words.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import yaml

from generator.filling import Copy, read_copies
from generator.project import Project

ROOT = Path(__file__).resolve().parent.parent
SEED = "metastatic-breast-cancer"
LAYOUT = "clinic-a4"
LAYOUTS = (LAYOUT, "clinic-letter")

Tree = dict[str, Any]

# Links and marked words stay as they are; of the rest, words of three letters and more may be exchanged.
_PIECE = re.compile(r"(\[[^\]]*\](?:\([^)]*\)|\{[^}]*\}))|((?:[^\W\d_]|[\u064b-\u0652])+)")
_EXCHANGED, _NEW, _SHORTEST = 0.3, 0.05, 3
# Keys whose values are no text of the leaflet.
_FIXED = {"id", "version", "lang", "reviewed", "next-review", "translation", "image", "width", "kind", "level", "lines"}
_FIXED |= {"phone", "email", "url", "segments"}


@dataclass(frozen=True, slots=True)
class LeafletFile:
    """One YAML file: `handouts/<name>/<lang>.yaml` below `root`; copy: one patient's, filled in."""

    root: str
    name: str
    lang: str
    copy: Copy | None = None
    layout: str = LAYOUT

    @property
    def project(self) -> Project:
        return Project.at(self.root)


def seed_tree(lang: str) -> Tree:
    """The seed leaflet's YAML as plain values; its pictures are found from any handout of a benchmark's project."""
    text = (ROOT / "handouts" / SEED / f"{lang}.yaml").read_text(encoding="utf-8")
    tree: Tree = yaml.safe_load(text)
    for key in ("about", "checks"):  # of the review, which no benchmark runs; their words cannot be varied
        tree.pop(key, None)
    for block in tree["content"]:
        if "figure" in block:
            block["figure"]["image"] = f"../../pictures/{block['figure']['image']}"
    return tree


def varied(seed: Tree, number: int) -> Tree:
    """Leaflet `number`: every text differs from the seed's and from every other leaflet's."""
    chance = random.Random(f"leaflet {number}")
    words = sorted({word for text in _texts(seed) for word in _words(text)})
    tree = cast(Tree, _mapped(deepcopy(seed), lambda text: _exchange(text, words, chance)))
    tree["version"] = f"1.{number}"
    return tree


def two_fields(seed: Tree, number: int) -> Tree:
    """Leaflet `number`: only title and version differ, as for a reprint."""
    return {**seed, "title": varied(seed, number)["title"], "version": f"1.{number}"}


def first_blocks(seed: Tree, count: int) -> Tree:
    return {**seed, "content": seed["content"][:count]}


def repeated(seed: Tree, times: int) -> Tree:
    """The seed's content `times` over, each time with other words."""
    copies = [seed, *(varied(seed, number) for number in range(1, times))]
    return {**seed, "content": [block for copy in copies for block in copy["content"]]}


def two_page_cut(seed: Tree, lang: str, folder: Path, pages: Callable[[LeafletFile], list[int]]) -> Tree:
    """As many of the first blocks as make two pages in every program, none of them a heading without its text.

    pages: the pages that each program compared makes of a leaflet.
    """
    for count in range(len(seed["content"]), 0, -1):
        tree = first_blocks(seed, count)
        if "heading" in tree["content"][-1]:
            continue
        trees = [tree, *(varied(tree, number) for number in range(1, 6))]  # so that most variants have two pages too
        files = write_project(folder / f"cut-{count}", lang, trees)
        if all(pages_of == 2 for file in files for pages_of in pages(file)):
            return tree
    raise ValueError("no beginning of the seed leaflet makes two pages in every program")


def write_project(folder: Path, lang: str, trees: Iterable[Tree]) -> list[LeafletFile]:
    """A project with one handout a tree, named 000, 001, …"""
    shutil.rmtree(folder, ignore_errors=True)
    pictures = folder / "pictures"
    pictures.mkdir(parents=True)
    for picture in (ROOT / "handouts" / SEED).glob("*.svg"):
        shutil.copy(picture, pictures)
    files = []
    for number, tree in enumerate(trees):
        file = LeafletFile(str(folder), f"{number:03}", lang)
        path = folder / "handouts" / file.name / f"{lang}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=90), encoding="utf-8")
        files.append(file)
    return files


def patient_copies(file: LeafletFile, count: int) -> list[LeafletFile]:
    """The leaflet with other values in its box for each patient."""
    rows = (
        f"Patient {n},{n % 28 + 1} March at {n % 12 + 1}:30,Room {n % 90},({n % 900 + 100}) 555-0142"
        for n in range(count)
    )
    table = "\n".join(("Name,When,Where,Phone", *rows))
    return [replace(file, copy=copy) for copy in read_copies(table.encode(), "patients.csv")]


def with_box(seed: Tree) -> Tree:
    """The leaflet with a box for one patient's data after its first block."""
    box = {"patient-box": {"title": "Your next visit", "fields": ["Name", "When", "Where", "Phone"]}}
    return {**seed, "content": [*seed["content"][:1], box, *seed["content"][1:]]}


def write_library(folder: Path) -> list[LeafletFile]:
    """The seed leaflet in every language that it has, beside each other as in the project, in both layouts."""
    langs = Project.at(ROOT).languages(SEED)
    write_project(folder, langs[0], [seed_tree(lang) for lang in langs[:1]])
    for lang in langs:
        path = folder / "handouts" / "000" / f"{lang}.yaml"
        path.write_text(
            yaml.safe_dump(seed_tree(lang), allow_unicode=True, sort_keys=False, width=90), encoding="utf-8"
        )
    return [LeafletFile(str(folder), "000", lang, layout=layout) for lang in langs for layout in LAYOUTS]


def _words(text: str) -> list[str]:
    return [word for _, word in _PIECE.findall(text) if len(word) >= _SHORTEST]


def _texts(value: object, key: str = "") -> list[str]:
    if key in _FIXED:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for name, part in value.items() for text in _texts(part, name)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return []


def _mapped(value: Any, change: Callable[[str], str], key: str = "") -> Any:
    """The same tree with every text changed."""
    if key in _FIXED:
        return value
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _mapped(part, change, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_mapped(part, change) for part in value]
    return value


def _exchange(text: str, words: list[str], chance: random.Random) -> str:
    """The text with other words, as long as before on the average; one word is new in any case."""
    places = [m.start() for m in _PIECE.finditer(text) if m[2] and len(m[2]) >= _SHORTEST]
    always = chance.choice(places) if places else -1

    def other(match: re.Match[str]) -> str:
        word = match[2]
        if match.start() not in places:
            return match[0]
        if match.start() == always or chance.random() < _NEW:
            one, two = chance.choice(words), chance.choice(words)
            return one[: (len(word) + 1) // 2] + two[-(len(word) // 2) :]
        if chance.random() < _EXCHANGED:
            near = [w for w in words if abs(len(w) - len(word)) <= 1]
            return chance.choice(near or words)
        return word

    return _PIECE.sub(other, text)
