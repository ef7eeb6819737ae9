r"""Runs to text with inline marks, escaped so that the model reads the very same runs: `\*\*`, `\[`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from generator.importing.nouns import Run, Runs
from generator.model.fields import Invalid, Reading
from generator.model.inline import InlineText
from generator.problems import NOWHERE, ProblemList
from generator.source import Scalar

# As in model/inline.py.
_ADDRESS = re.compile(r"(?:https?://[^\s/]+\S*|mailto:\S+@\S+|tel:\+?[0-9-]+)")
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
    """The text as an author types it: with as few backslashes as the model needs to read the same runs."""
    if runs == (Run(runs[0].text),) and not _ALL.search(runs[0].text):
        return runs[0].text
    few = _typed(runs, lambda text: text.replace("**", r"\*\*"))
    return few if _reads_as(few, runs) else _typed(runs, lambda text: _ALL.sub(r"\\\g<0>", text))


def _reads_as(text: str, runs: Runs) -> bool:
    """Whether the model reads these runs."""
    reading = Reading(ProblemList(), Path(), Path())
    try:
        spans = InlineText().read(Scalar(text, NOWHERE, quoted=True), reading).spans
    except Invalid:
        return False
    read = [(span.text, span.bold, span.link, span.lang) for span in spans]
    meant = [(run.text, run.bold, run.link, run.lang) for run in runs]
    return read == meant and not any(span.term or span.nobreak for span in spans)


def _typed(runs: Iterable[Run], escape: Callable[[str], str]) -> str:
    """Links outermost unless one is as bold as its neighbours; then bold; languages innermost."""
    atoms: list[tuple[bool, str]] = []
    for link, group in groupby(runs, lambda run: run.link):
        inside = list(group)
        bold = all(run.bold for run in inside)
        if not link:
            atoms += [(run.bold, _lang(escape(run.text), run.lang)) for run in inside]
        elif bold:
            atoms.append((True, f"[{_bold([replace(run, bold=False) for run in inside], escape)}]({link})"))
        else:
            atoms.append((False, f"[{_bold(inside, escape)}]({link})"))
    out = ""
    for bold, texts in groupby(atoms, lambda atom: atom[0]):
        joined = "".join(text for _, text in texts)
        out += f"**{joined}**" if bold else joined
    return out


def _bold(runs: Iterable[Run], escape: Callable[[str], str]) -> str:
    out = ""
    for bold, group in groupby(runs, lambda run: run.bold):
        text = "".join(_lang(escape(run.text), run.lang) for run in group)
        out += f"**{text}**" if bold else text
    return out


def _lang(text: str, lang: str) -> str:
    return f"[{text}]{{lang={lang}}}" if lang else text
