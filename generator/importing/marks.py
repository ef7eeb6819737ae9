r"""Runs to text with inline marks, escaped so that the model reads the very same runs: `\*\*`, `\[`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

from generator.importing.nouns import Run, Runs
from generator.model.fields import Invalid, Reading
from generator.model.inline import InlineText
from generator.problems import NOWHERE, ProblemList
from generator.source import Scalar
from generator.values import replace

# As in model/inline.py.
_ADDRESS = re.compile(r"(?:https?://[^\s/]+\S*|mailto:\S+@\S+|tel:\+?[0-9-]+)")
# Text with its signs: bold, in italics, as it is typed.
_Atom: TypeAlias = tuple[bool, bool, str]
_ALL = re.compile(r"[*\[\]\\]")


def address(url: str) -> str:
    """An address as a mark may hold it, or nothing when a leaflet has no use for it."""
    url = url.strip().translate({ord("("): "%28", ord(")"): "%29", ord(" "): "%20"})
    if url.lower().startswith("tel:"):
        url = "tel:" + re.sub(r"[^\d+-]", "", url[4:])
    scheme, colon, rest = url.partition(":")
    url = f"{scheme.lower()}{colon}{rest}"
    return url if _ADDRESS.fullmatch(url) and not re.search(r"[\x00-\x20\x7f-\x9f\u2028-\u202e]", url) else ""


def marked(runs: Runs) -> str:
    """The text as an author types it: with as few backslashes as the model needs to read the same runs. Italics that
    no mark can say, of letters inside a word, are left out."""
    if runs == (Run(runs[0].text),) and not _ALL.search(runs[0].text):
        return runs[0].text
    few = _typed(runs, lambda text: text.replace("**", r"\*\*"))
    if _reads_as(few, runs):
        return few
    all_signs = _typed(runs, lambda text: _ALL.sub(r"\\\g<0>", text))
    if not any(run.italic for run in runs) or _reads_as(all_signs, runs):
        return all_signs
    return marked(_without_italics(runs))


def _without_italics(runs: Runs) -> Runs:
    out: list[Run] = []
    for run in (replace(run, italic=False) for run in runs):
        joins = out and out[-1].saying("") == run.saying("")
        out[len(out) - bool(joins) :] = [run.saying(out[-1].text + run.text) if joins else run]
    return tuple(out)


def _reads_as(text: str, runs: Runs) -> bool:
    """Whether the model reads these runs."""
    reading = Reading(ProblemList(), Path(), Path())
    try:
        spans = InlineText().read(Scalar(text, NOWHERE, quoted=True), reading).spans
    except Invalid:
        return False
    read = [(span.text, span.bold, span.italic, span.link, span.lang) for span in spans]
    meant = [(run.text, run.bold, run.italic, run.link, run.lang) for run in runs]
    return read == meant and not any(span.term or span.nobreak for span in spans)


def _typed(runs: Iterable[Run], escape: Callable[[str], str]) -> str:
    """Links outermost unless one has the marks of its neighbours; then bold and emphasis; languages innermost."""
    atoms: list[_Atom] = []
    for link, group in groupby(runs, lambda run: run.link):
        inside = [(run.bold, run.italic, _lang(escape(run.text), run.lang)) for run in group]
        if not link:
            atoms += inside
            continue
        bold, italic = all(atom[0] for atom in inside), all(atom[1] for atom in inside)
        text = _nested([(atom[0] and not bold, atom[1] and not italic, atom[2]) for atom in inside])
        atoms.append((bold, italic, f"[{text}]({link})"))
    return _nested(atoms)


def _nested(atoms: Iterable[_Atom]) -> str:
    """Bold around emphasis, but emphasis around bold that comes and goes in it."""
    texts: list[tuple[bool, str]] = []
    for italic, group in groupby(atoms, lambda atom: atom[1]):
        inside = [(bold, text) for bold, _, text in group]
        if not italic:
            texts += inside
        elif len({bold for bold, _ in inside}) > 1:
            texts.append((False, f"*{_bold(inside)}*"))
        else:
            texts.append((inside[0][0], f"*{''.join(text for _, text in inside)}*"))
    return _bold(texts)


def _bold(texts: Iterable[tuple[bool, str]]) -> str:
    out = ""
    for bold, group in groupby(texts, lambda one: one[0]):
        joined = "".join(text for _, text in group)
        out += f"**{joined}**" if bold else joined
    return out


def _lang(text: str, lang: str) -> str:
    return f"[{text}]{{lang={lang}}}" if lang else text
