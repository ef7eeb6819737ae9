"""“Is my paper copy current?”: pages and data that answer it, for any server of files.

    c/currency.json                     all documents, with every version that was ever published
    c/<ID>/current.json                 one of them
    c/<ID>/index.html                   its languages and their versions
    c/<ID>/<LANG>/<VERSION>/index.html  the answer for one copy; its address is printed on it, as a code too

No page needs a script; one adds that the day of the next review has passed, which a page that was made before it cannot
know. A version that was published once keeps its page for ever, since paper lasts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from generator.model.fields import is_blank
from generator.model.languages import Language, find_language, is_tag
from generator.model.layout import Layout
from generator.model.words import Words
from generator.problems import Place, Rejected, SourceText
from generator.project import Project
from generator.rules import problem, quoted
from generator.source import first_control
from generator.twins.listing import Listed, json_bytes, quoted_path, site_page, voice
from generator.twins.nodes import El, Node, el
from generator.values import Frozen, replace

FOLDER, DATA = "c", "currency.json"
# Of the file's form; a reader of another number has to be told.
_FORM = 1
# As in the model: handouts' ids, language tags and versions; they become folders.
_ID, _VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,39}"), re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,2}")
_DAY = re.compile(r"(?:19|20|21)\d\d-\d\d-\d\d", re.ASCII)
# RFC 5646, 4.4.1: no tag that is in use is longer.
_LONGEST_TAG = 35
_OVERDUE = """\
(function () {
  var now = new Date(), two = function (number) { return ("0" + number).slice(-2); };
  var today = now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  document.querySelectorAll("[data-until]").forEach(function (box) {
    if (today > box.dataset.until) { box.hidden = false; }
  });
})();
"""


class Known(Frozen):
    """What is known of a document in one language.

    version: the current one, or the last one when it is withdrawn; earlier: those before, in the order in which they
    came; files: of the current one, from the release's folder.
    """

    id: str
    lang: str
    title: str
    english: str
    version: str
    reviewed: date
    next_review: date
    earlier: tuple[str, ...] = ()
    withdrawn: bool = False
    files: tuple[tuple[str, str], ...] = ()


def known_documents(entries: Sequence[Listed], earlier: bytes | None = None) -> list[Known]:
    """What a release publishes, and what releases before it did. entries: the whole library, since what was published
    and is not among them is withdrawn; earlier: the `currency.json` of the release before.

    Raises `Rejected` for a file that is none, and for two versions of one document in one language.
    """
    before = _read(earlier) if earlier is not None else {}
    found: dict[tuple[str, str], Known] = {}
    problems = []
    for one in sorted(entries, key=lambda one: (one.id, one.lang, one.name)):
        key = one.id, one.lang
        if key in found and found[key].version != one.version:
            message = (
                f"{quoted(one.id)} is published twice in {quoted(one.lang)}: as {found[key].version} and {one.version}."
            )
            problems.append(problem("two-versions", message, Place(SourceText(f"handouts/{one.name}"))))
            continue
        files = tuple((file.label, file.path) for file in one.files)
        if key in found:
            found[key] = replace(found[key], files=(*found[key].files, *files))
            continue
        last = before.get(key)
        versions = (*last.earlier, last.version) if last else ()
        found[key] = Known(
            one.id, one.lang, one.title, one.english, one.version, one.reviewed, one.next_review,
            tuple(version for version in dict.fromkeys(versions) if version != one.version), files=files,
        )  # fmt: skip
    if problems:
        raise Rejected(problems)
    gone = [replace(last, withdrawn=True) for key, last in before.items() if key not in found]
    return sorted([*found.values(), *gone], key=lambda known: (known.id, known.lang != "en", known.lang))


def currency_files(project: Project, layout: Layout, known: Sequence[Known], day: date) -> dict[str, bytes]:
    """All pages and data, by their path in the release. day: of the release."""
    documents: dict[str, list[Known]] = {}
    for one in known:
        documents.setdefault(one.id, []).append(one)
    files = {f"{FOLDER}/{DATA}": json_bytes({"form": _FORM, "published": day.isoformat(), **_data(known)})}
    for document, languages in documents.items():
        folder = f"{FOLDER}/{document}"
        files[f"{folder}/current.json"] = json_bytes({"form": _FORM, "published": day.isoformat(), **_data(languages)})
        files[f"{folder}/index.html"] = _document_page(project, layout, languages)
        for one in languages:
            for version in (*one.earlier, one.version):
                path = f"{folder}/{one.lang}/{version}/index.html"
                files[path] = _copy_page(project, layout, one, version, day)
    return files


# -- data -------------------------------------------------------------------------------------------------------------


def _data(known: Sequence[Known]) -> dict[str, Any]:
    documents: dict[str, Any] = {}
    for one in known:
        documents.setdefault(one.id, {})[one.lang] = {
            "title": one.title,
            "english": one.english,
            "version": one.version,
            "reviewed": one.reviewed.isoformat(),
            "next-review": one.next_review.isoformat(),
            "earlier": list(one.earlier),
            "withdrawn": one.withdrawn,
        }
    return {"documents": documents}


def _read(data: bytes) -> dict[tuple[str, str], Known]:
    """What an earlier release knew. What is not of the file's form is refused: its texts become pages and folders."""
    try:
        value = json.loads(data)
        if value["form"] != _FORM:
            raise ValueError(f"its form is {value['form']}, not {_FORM}")
        return {(one.id, one.lang): one for one in _entries(value["documents"])}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        missing = isinstance(error, KeyError)
        reason = f"{quoted(str(error.args[0]))} is missing" if missing else str(error).partition("\n")[0]
        message = f"This is no {DATA} of an earlier release: {reason}."
        raise Rejected([problem("bad-currency", message, Place(SourceText(DATA)))]) from None


def _entries(documents: Mapping[str, Mapping[str, Any]]) -> Iterator[Known]:
    for document, languages in documents.items():
        for lang, entry in languages.items():
            if not _ID.fullmatch(document) or len(lang) > _LONGEST_TAG or not is_tag(lang) or not find_language(lang):
                raise ValueError(f"{quoted(f'{document} {lang}')} is no document in a language")
            earlier = entry["earlier"]
            versions = [*earlier, entry["version"]] if isinstance(earlier, list) else [None]
            if not all(isinstance(version, str) and _VERSION.fullmatch(version) for version in versions):
                raise ValueError(f"{quoted(document)} has a version that is none")
            title, english = (_title(document, entry[name]) for name in ("title", "english"))
            reviewed, next_review = (_day(document, entry[name]) for name in ("reviewed", "next-review"))
            yield Known(
                document, lang, title, english, entry["version"], reviewed, next_review, tuple(earlier),
                entry["withdrawn"] is True,
            )  # fmt: skip


def _title(document: str, value: Any) -> str:
    """A title that the model would take: it is printed on pages."""
    if not isinstance(value, str) or is_blank(value) or first_control(value):
        raise ValueError(f"{quoted(document)} has a title that is none")
    return value


def _day(document: str, value: Any) -> date:
    """A day as we write it, and of an age that has leaflets: calendars of the pages count in other years."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError(f"{quoted(document)} has a day that is none")
    return date.fromisoformat(value)


# -- pages ------------------------------------------------------------------------------------------------------------


def _copy_page(project: Project, layout: Layout, known: Known, version: str, day: date) -> bytes:
    """The answer for one copy, in its language and in English."""
    language = _language(known)
    words, english = project.words(language.tag), project.words("en")
    current = version == known.version and not known.withdrawn
    answer = "copy_withdrawn" if known.withdrawn else "copy_current" if current else "copy_newer"
    overdue, drawn = day > known.next_review, layout.brand.look.boxes
    content: list[Node | None] = [
        el("h1", known.title),
        el("p", known.english, lang="en", dir="ltr", class_="muted") if known.english != known.title else None,
        _box("calm" if current else "alert", answer, words, english, drawn),
        None if known.withdrawn else _overdue(known, overdue, words, english, drawn),
        el("dl", *_facts(known, version, words), class_="facts"),
        _files(known) if current or not known.withdrawn else None,
        el("p", el("a", words.before(words.document), known.id, href="../../")),
    ]
    script = "" if known.withdrawn or overdue else _OVERDUE
    return site_page(layout, words, known.lang, f"{known.title} · {known.id} {version}", content, script)


def _box(tone: str, name: str, words: Words, english: Words, drawn: str, **attributes: str | None) -> El:
    """A sentence of the fixed words, in both languages. drawn: how the brand has its boxes."""
    own = el("p", getattr(words, name), class_="answer")
    other = el("p", getattr(english, name), lang="en", dir="ltr") if words.lang != "en" else None
    return el("div", el("div", own, other, class_="in"), class_=f"box {tone} {drawn}", **attributes)


def _overdue(known: Known, overdue: bool, words: Words, english: Words, drawn: str) -> El:
    """That the day of the next review has passed: said at once, or by the script on the day after it."""
    if overdue:
        return _box("alert", "copy_overdue", words, english, drawn)
    return _box("alert", "copy_overdue", words, english, drawn, data_until=known.next_review.isoformat(), hidden="")


def _facts(known: Known, version: str, words: Words) -> Iterator[El]:
    """What the copy says of itself, and what is current."""
    shown = version if version == known.version else f"{version} → {known.version}"
    for label, value in (
        (words.document, known.id),
        (words.version, shown),
        (words.reviewed, words.day(known.reviewed, known.lang)),
        (words.next_review, words.day(known.next_review, known.lang)),
    ):
        yield el("dt", label)
        isolated = value in (known.id, shown)
        yield el("dd", el("bdi", value, dir="ltr") if isolated else value)


def _files(known: Known) -> El | None:
    """The current version itself."""
    links = [
        el("li", el("a", f"{known.english} {known.version}: {label}", href=_up(path), lang="en", dir="ltr"))
        for label, path in known.files
    ]  # fmt: skip
    return el("ul", *links) if links else None


def _up(path: str) -> str:
    return f"../../../../{quoted_path(path)}"


def _document_page(project: Project, layout: Layout, languages: Sequence[Known]) -> bytes:
    """All languages of a document: for a copy whose own page nobody made, and for those who type the number."""
    words, first = project.words("en"), languages[0]
    rows = []
    for one in languages:
        language = _language(one)
        english = "" if language.tag == "en" else f" ({language.english})"
        state = f": withdrawn, last version {one.version}" if one.withdrawn else f": version {one.version}"
        name = el(
            "a", el("span", f"{language.name}: {one.title}", **voice(one.lang)), href=f"{one.lang}/{one.version}/"
        )
        rows.append(el("li", name, english, state))
    gone = all(one.withdrawn for one in languages)
    content: list[Node | None] = [
        el("h1", first.english),
        el("p", first.id, class_="muted"),
        _box("alert", "copy_withdrawn", words, words, layout.brand.look.boxes) if gone else None,
        None if gone else el("p", "Compare the version at the foot of your copy with the current one in its language."),
        el("ul", *rows),
    ]
    return site_page(layout, words, "en", f"{first.english} · {first.id}", content)


def _language(known: Known) -> Language:
    language = find_language(known.lang)
    assert language is not None  # refused when it was read
    return language
