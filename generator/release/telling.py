"""The difference of two releases as text, as JSON, and as one page for the browser that fetches and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.compare import changes_page, html_text, is_language, marked_words
from generator.problems import shown
from generator.release.difference import Changed, Copy, Difference, Wording

_END_OF_PART = "\x1e"
# How words are marked in plain text, as in a unified word diff (git diff --word-diff).
_MARKS = {"gone": ("[-", "-]"), "new": ("{+", "+}"), "same": ("", "")}


def summary(found: Difference) -> str:
    """The difference in one sentence."""
    changed = sum(len(one.copies) for one in found.changed)
    renewed = sum(len(one.copies) for one in found.changed if one.renewed)
    but = f" (only the version: {renewed})" if renewed else ""
    return f"{len(found.added)} added, {len(found.removed)} removed, {changed} changed{but}, {found.same} the same."


def as_text(found: Difference) -> str:
    """For a terminal: numbers first, then the words."""
    lines = [f"From {found.old} to {found.new}: {summary(found)}"]
    lines += [f"added    {path}: {title} ({language})" for title, language, path in found.added]
    lines += [f"removed  {path}: {title} ({language})" for title, language, path in found.removed]
    numbers = [(one, each) for one in found.changed for each in one.words if each.in_numbers]
    if numbers:
        lines += ["", "Numbers:"]
        lines += [f"  {one.title} ({one.language}), page {_page(each)}: {_number(each)}" for one, each in numbers]
    for one in found.changed:
        lines += [] if one.renewed else ["", *_leaflet(one)]
    for facts, leaflets in _renewed(found):
        lines += ["", f"Only the {_what_is_new(facts)} changed: {facts}"]
        lines += [f"  {one.title} ({one.language}): {_paths(one)}" for one in leaflets]
    return "".join(f"{shown(line)}\n" for line in lines)


def _renewed(found: Difference) -> Iterator[tuple[str, list[Changed]]]:
    """Leaflets of which only the version is another, by what that was and is."""
    groups: dict[str, list[Changed]] = {}
    for one in found.changed:
        if one.renewed:
            facts = "; ".join(f"{name} {was or 'none'} → {is_ or 'none'}" for name, was, is_ in one.facts)
            groups.setdefault(facts, []).append(one)
    yield from groups.items()


def _what_is_new(facts: str) -> str:
    return "version has" if facts.startswith("version ") else "review dates have"


def _paths(one: Changed) -> str:
    return ", ".join(copy.path for copy in one.copies)


def _leaflet(one: Changed) -> Iterator[str]:
    yield f"changed  {one.title} ({one.language})"
    yield from (f"  in {copy.path}: {_looks(copy)}" for copy in one.copies)
    if one.kept:
        yield f"  {_kept(one)}"
    yield from (f"  {name}: {was or 'none'} → {is_ or 'none'}" for name, was, is_ in one.facts)
    for each in one.words:
        yield f"  page {_page(each)}: {_words(each).replace(_END_OF_PART, ' ¶ ')}"
    if not one.words:
        yield "  no word has changed"


def _kept(one: Changed) -> str:
    """Two texts with one number and version: nobody can tell by the page which of them a patient holds."""
    return f"{one.document} {one.lang}: words have changed, the version is still {one.kept}."


def _looks(copy: Copy) -> str:
    was, is_ = copy.pages
    number = "" if was == is_ else f"{was} pages before, {is_} now; "
    pages = in_ranges(copy.looks)
    return f"{number}pages that look otherwise: {pages}" if pages else f"{number}no page looks otherwise"


def in_ranges(pages: Sequence[int]) -> str:
    """Numbers in order as a reader says them: “1, 3-7”."""
    rows: list[list[int]] = []
    for page in pages:
        if rows and page == rows[-1][-1] + 1:
            rows[-1].append(page)
        else:
            rows.append([page])
    return ", ".join(f"{row[0]}-{row[-1]}" if len(row) > 1 else str(row[0]) for row in rows)


def _words(one: Wording) -> str:
    return "".join(f"{_MARKS[kind][0]}{words}{_MARKS[kind][1]}" for kind, words in one.change.pieces)


def _page(one: Wording) -> str:
    return str(one.change.page) if one.change.page else "none"


def _number(one: Wording) -> str:
    gone, new = (", ".join(numbers) or "none" for numbers in one.numbers)
    return f"{gone} → {new}"


def as_dict(found: Difference) -> dict[str, Any]:
    """For a program."""
    return {
        "old": found.old, "new": found.new, "same": found.same,
        "added": [_named(*one) for one in found.added], "removed": [_named(*one) for one in found.removed],
        "changed": [
            {
                "id": one.document, "title": one.title, "language": one.lang, "version-kept": one.kept or None,
                "only-version": one.renewed,
                "copies": [
                    {"path": copy.path, "pages": list(copy.pages), "looks": list(copy.looks)} for copy in one.copies
                ],
                "facts": [{"name": name, "before": was, "now": is_} for name, was, is_ in one.facts],
                "words": [
                    {
                        "page": each.change.page,
                        "numbers": {"gone": list(each.numbers[0]), "new": list(each.numbers[1])},
                        "pieces": _pieces(each),
                    }
                    for each in one.words
                ],
            }
            for one in found.changed
        ],
    }  # fmt: skip


def _pieces(one: Wording) -> list[dict[str, str]]:
    return [{"kind": kind, "text": words.replace(_END_OF_PART, "\n")} for kind, words in one.change.pieces]


def _named(title: str, language: str, path: str) -> dict[str, str]:
    return {"title": title, "language": language, "path": path}


def as_html(found: Difference) -> str:
    """For a browser. What changed is marked by words for those who do not see colours, lines or type."""
    parts = [*_numbers(found)]
    for title, files in (("Added", found.added), ("Removed", found.removed)):
        if files:
            rows = "".join(
                f"<li>{html_text(one[0])} ({html_text(one[1])}): {html_text(one[2])}</li>\n" for one in files
            )
            parts.append(f"<h2>{title}</h2>\n<ul>\n{rows}</ul>\n")
    for number, one in enumerate(found.changed, 1):
        parts += [] if one.renewed else _section(number, one)
    for facts, leaflets in _renewed(found):
        rows = "".join(
            f"<li>{html_text(one.title)} ({html_text(one.language)}): {html_text(_paths(one))}</li>\n"
            for one in leaflets
        )
        parts.append(f"<h2>Only the {_what_is_new(facts)} changed</h2>\n<p>{html_text(facts)}</p>\n<ul>\n{rows}</ul>\n")
    return changes_page(found.old, found.new, summary(found), parts, _STYLE)


_STYLE = """
.words del::before { content: "[−" / ""; } .words del::after { content: "−]" / ""; }
.words ins::before { content: "[+" / ""; } .words ins::after { content: "+]" / ""; }
table { border-collapse: collapse; } th, td { border: 1px solid #a9b8bc; padding: 0.3rem 0.6rem; text-align: start; }
"""


def _numbers(found: Difference) -> Iterator[str]:
    rows = "".join(
        f'<tr><th scope="row"><a href="#leaflet-{number}">{html_text(one.title)}</a> ({html_text(one.language)})</th>'
        f"<td>{_page(each)}</td>{_cells(each)}</tr>\n"
        for number, one in enumerate(found.changed, 1)
        for each in one.words
        if each.in_numbers
    )
    if rows:
        heads = "".join(f'<th scope="col">{head}</th>' for head in ("Leaflet", "Page", "Before", "Now"))
        yield f"<h2>Numbers</h2>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _cells(one: Wording) -> str:
    gone, new = (html_text(", ".join(numbers)) or "none" for numbers in one.numbers)
    return f'<td><del dir="auto">{gone}</del></td><td><ins dir="auto">{new}</ins></td>'


def _section(number: int, one: Changed) -> Iterator[str]:
    yield f'<h2 id="leaflet-{number}">{html_text(one.title)} ({html_text(one.language)})</h2>\n<ul>\n'
    yield from (f"<li>{html_text(copy.path)}: {_looks(copy)}</li>\n" for copy in one.copies)
    yield "</ul>\n"
    if one.kept:
        yield f"<p><strong>{html_text(_kept(one))}</strong></p>\n"
    for name, was, is_ in one.facts:
        yield f"<p>{name.capitalize()}: {html_text(was) or 'none'} before, {html_text(is_) or 'none'} now.</p>\n"
    lang = f' lang="{one.lang}"' if is_language(one.lang) else ""
    for before, each in zip((None, *one.words), one.words, strict=False):
        if before is None or _page(before) != _page(each):
            yield f"<h3>{f'Page {_page(each)}' if each.change.page else 'On no page'}</h3>\n"
        yield f'<p class="words" dir="auto"{lang}>{marked_words(each.change)}</p>\n'
    if not one.words:
        yield "<p>No word has changed.</p>\n"
