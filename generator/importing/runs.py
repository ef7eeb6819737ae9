"""Runs of text: cleaned, joined, cut and looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.importing.nouns import Log, Run, Runs
from generator.values import replace

# What a line break is called until white space has been run together: no document can hold it (a control character).
BREAK = "\x0b"
# Invisible: soft hyphens, the byte order mark and its kin, word joiners that web editors leave.
_UNSEEN = re.compile("[\u00ad\ufeff\ufffe\uffff\u2060\u200b]")
# Scripts without spaces mark where a line may break with U+200B; there it is the author's (Unicode 15, 23.2).
_NEEDS_ZERO_SPACE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
# Embeddings and overrides of direction, which the generator refuses (UTR #36, 2.8).
_DIRECTION = re.compile("[\u202a-\u202e]")
_CONTROL = re.compile("[\x00-\x08\x0c-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef]")
_PLANE_ENDS = re.compile(
    "[" + "".join(chr(plane + end) for plane in range(0x10000, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)) + "]"
)
# Bullets of the Symbol and Wingdings fonts, in the private use area where Word puts them.
_SYMBOLS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0a8": "□", "\uf06f": "□"})
_SPACES = re.compile(r"[ \t\n\r\f\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_NO_BREAK = "\u00a0\u202f"


def cleaned(text: str, log: Log) -> str:
    """Text without what no reader can see, and with the letters that a wrong code page hid (HTML, 13.2.5.80)."""
    text = text.translate(_SYMBOLS).replace("\u2028", BREAK).replace("\u2029", BREAK + BREAK)
    if _UNSEEN.search(text):
        keep = "\u200b" if _NEEDS_ZERO_SPACE.search(text) else ""
        text = _UNSEEN.sub(lambda match: match[0] if match[0] == keep else "", text)
    if _DIRECTION.search(text):
        log.note("Signs that turn the direction of text round were taken out: look at numbers inside such text.")
        text = _DIRECTION.sub("", text)
    if _CONTROL.search(text) or _PLANE_ENDS.search(text):
        text = _PLANE_ENDS.sub("", _CONTROL.sub(_from_code_page, text))
        log.note("Control characters were taken out.")
    return text


def _from_code_page(match: re.Match[str]) -> str:
    code = ord(match[0])
    return bytes([code]).decode("cp1252", errors="ignore") if 0x80 <= code <= 0x9F else ""


def _one_space(match: re.Match[str]) -> str:
    """A no-break space that stands alone is the author's: before a French colon, between a number and its unit."""
    return match[0] if match[0] in _NO_BREAK else " "


def tidy(runs: Iterable[Run]) -> Runs:
    """Runs with white space run together and no marks around blanks; `BREAK` becomes the end of a line."""
    out: list[Run] = []
    for run in runs:
        text = _SPACES.sub(_one_space, run.text)
        text = re.sub(rf" *{BREAK} *", BREAK, text)
        before = out[-1].text[-1:] if out else BREAK
        if before in (BREAK, " "):
            text = text.lstrip(" ")
        if text.startswith(BREAK) and out and out[-1].text.endswith(" "):
            out[-1] = out[-1].saying(out[-1].text.rstrip(" "))
        if text:
            out.append(run.saying(text))
    return _joined(_stripped(_marks_around_words([run for run in out if run.text])))


def _marks_around_words(runs: list[Run]) -> list[Run]:
    """Blanks at the edge of marked words lose the marks."""
    out = []
    for run in runs:
        if not (run.bold or run.italic or run.link or run.lang):
            out.append(run)
            continue
        core = run.text.strip(f" {BREAK}{_NO_BREAK}")
        if not core:
            out.append(Run(run.text))
            continue
        start = run.text.index(core)
        out += [Run(run.text[:start]), run.saying(core), Run(run.text[start + len(core) :])]
    return _bridged([run for run in out if run.text])


def _bridged(runs: list[Run]) -> list[Run]:
    """A blank between two runs takes the marks that both have: “**a b**”, not “**a** **b**”."""
    for index in range(1, len(runs) - 1):
        before, here, after = runs[index - 1 : index + 2]
        if here.text.strip() == "" and here == Run(here.text):
            if before.saying("") == after.saying(""):
                runs[index] = before.saying(here.text)
            elif before.italic and after.italic and not (before.link or after.link):
                runs[index] = replace(here, italic=True)
    return runs


def _stripped(runs: list[Run]) -> list[Run]:
    blank = f" {BREAK}{_NO_BREAK}"
    while runs and not (text := runs[0].text.lstrip(blank)):
        runs = runs[1:]
    if runs:
        runs = [runs[0].saying(text), *runs[1:]]
    while runs and not (text := runs[-1].text.rstrip(blank)):
        runs = runs[:-1]
    return [*runs[:-1], runs[-1].saying(text)] if runs else []


def _joined(runs: Iterable[Run]) -> Runs:
    out: list[Run] = []
    for run in runs:
        run = run.saying(run.text.replace(BREAK, "\n"))
        if out and out[-1].saying("") == run.saying(""):
            out[-1] = run.saying(out[-1].text + run.text)
        else:
            out.append(run)
    return tuple(out)


def again(runs: Iterable[Run]) -> Runs:
    """Tidied runs that were cut or put together, tidied again; line ends stay."""
    return tidy(run.saying(run.text.replace("\n", BREAK)) for run in runs)


def plain(runs: Runs) -> str:
    """The text without its marks."""
    return "".join(run.text for run in runs)


def unbold(runs: Runs) -> Runs:
    """Headings are bold by themselves."""
    return again(replace(run, bold=False) for run in runs)


def is_bold(runs: Runs) -> bool:
    """Whether every letter is bold."""
    return bool(runs) and all(run.bold for run in runs if any(map(str.isalnum, run.text)))


def without_start(runs: Runs, count: int) -> Runs:
    """The runs without their first characters."""
    out: list[Run] = []
    for run in runs:
        cut = min(count, len(run.text))
        count -= cut
        out.append(run.saying(run.text[cut:]))
    return again(out)


def without_end(runs: Runs, count: int) -> Runs:
    """The runs without their last characters."""
    out: list[Run] = []
    for run in reversed(runs):
        cut = min(count, len(run.text))
        count -= cut
        out.append(run.saying(run.text[: len(run.text) - cut]))
    return again(reversed(out))


def lines(runs: Runs) -> list[Runs]:
    """The runs cut at line ends; no line is empty."""
    out: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        out[-1].append(run.saying(first))
        out += [[run.saying(text)] for text in others]
    return [line for line in map(tidy, out) if line]


def stacked(parts: Iterable[Runs]) -> Runs:
    """Texts one below the other."""
    out: list[Run] = []
    for runs in parts:
        out += [*([Run(BREAK)] if out else []), *(run.saying(run.text.replace("\n", BREAK)) for run in runs)]
    return tidy(out)
