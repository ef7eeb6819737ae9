"""What a release holds, for the pages that list it."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256

from generator.job import Job
from generator.model.languages import Language, find_language
from generator.model.layout import Layout
from generator.model.words import Words
from generator.pictures import BadPicture, load_picture
from generator.project import Project
from generator.reading import known_language
from generator.twins.drawing import picture_address
from generator.twins.nodes import El, Node, el
from generator.twins.page import POLICY, header, page_bytes, read_copy
from generator.values import Frozen


class File(Frozen):
    """One file of a release. kind: “PDF”, “HTML” or “Text”; path: from the release's folder, with slashes; note: what
    tells it from the others of its kind (“large print”), or empty."""

    kind: str
    path: str
    note: str = ""

    @property
    def label(self) -> str:
        return f"{self.kind}, {self.note}" if self.note else self.kind


class Listed(Frozen):
    """A text of a release in one language, and its files.

    name: of the text in the project (`warfarin/easy-read`); lang: the handout's own tag; english: the title in English,
    or the title itself.
    """

    name: str
    id: str
    version: str
    lang: str
    title: str
    english: str
    reviewed: date
    next_review: date
    draft: bool = False
    files: tuple[File, ...] = ()

    @property
    def language(self) -> Language:
        language = find_language(self.lang)
        assert language is not None  # it was read by the model
        return language


def listed(project: Project, job: Job, files: Sequence[File]) -> Listed:
    """A release's entry for what a job makes. Raises `Rejected` as `read_copy` does."""
    copy = read_copy(project, job)
    handout = copy.handout
    title = one_line(handout.title.plain)
    name = project.text_for(job.name, job.form, *filter(None, (job.lang, job.beside)))
    return Listed(
        name, handout.id, handout.version, handout.lang, title, one_line(copy.english) or title, handout.reviewed,
        handout.next_review, handout.is_draft, tuple(files),
    )  # fmt: skip


def one_line(text: str) -> str:
    return " ".join(text.split())


def by_document(entries: Sequence[Listed]) -> dict[str, list[Listed]]:
    """The entries of each document, both in the order in which people look for them: by title in English, then English
    before other languages."""
    found: dict[str, list[Listed]] = {}
    for one in sorted(entries, key=lambda one: (one.language.tag != "en", one.language.english, one.name)):
        found.setdefault(one.id, []).append(one)
    return dict(sorted(found.items(), key=lambda pair: (pair[1][0].english.casefold(), pair[0])))


# -- pages around leaflets ------------------------------------------------------------------------------------------


def site_page(
    layout: Layout, words: Words, lang: str, title: str, content: Sequence[Node | None], script: str = ""
) -> bytes:
    """A page of a release that is no leaflet, in the clinic's look; words: of its language; script: of ours."""
    brand = layout.brand
    body = [
        el("a", words.skip, href="#main", class_="skip"),
        header(layout, _logo(layout), words.before(words.phone), english=lang.partition("-")[0] == "en"),
        el("main", *content, id="main", tabindex="-1"),
    ]
    policy = POLICY
    if script:
        digest = b64encode(sha256(script.encode()).digest()).decode("ascii")
        policy = f"{POLICY}; script-src 'sha256-{digest}'"
    about: Mapping[str, str] = {"author": brand.publisher}
    return page_bytes(layout, lang, f"{title} · {brand.name}", body, about, script, policy)


def _logo(layout: Layout) -> str:
    """The logo, which every leaflet has shown before; without one when it cannot be read."""
    try:
        return picture_address(load_picture(layout.brand.logo.file))
    except (BadPicture, OSError):
        return ""


def voice(lang: str, page: str = "en") -> dict[str, str]:
    """Language and direction of something in another language than its page's; nothing where they are the same."""
    if lang.partition("-")[0] == page.partition("-")[0] == "en" or lang == page:
        return {}
    language = find_language(lang)
    return {"lang": lang, "dir": "rtl" if language and language.rtl else "ltr"}


def json_bytes(value: object) -> bytes:
    """The same bytes from the same value."""
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


# -- the index --------------------------------------------------------------------------------------------------------

# Shows the field, and hides what does not hold every word that is typed: without marks, so that “espanol” finds
# “español”. Without this script the page is a plain list.
_SEARCH = """\
(function () {
  var form = document.querySelector("form"), field = form.querySelector("input"), told = form.querySelector("output");
  var plain = function (text) {
    return text.normalize("NFKD").replace(/\\p{M}/gu, "").toLocaleLowerCase();
  };
  var leaflets = Array.from(document.querySelectorAll("section")).map(function (section) {
    var title = plain(section.querySelector("h2").textContent + " " + section.dataset.id);
    var copies = Array.from(section.querySelectorAll("li.copy")).map(function (item) {
      return { item: item, text: title + " " + plain(item.textContent + " " + item.dataset.tag) };
    });
    return { section: section, copies: copies };
  });
  var search = function () {
    var words = plain(field.value).split(/\\s+/).filter(Boolean), found = 0;
    leaflets.forEach(function (leaflet) {
      var shown = 0;
      leaflet.copies.forEach(function (copy) {
        var fits = words.every(function (word) { return copy.text.indexOf(word) >= 0; });
        copy.item.hidden = !fits;
        shown += fits;
      });
      leaflet.section.hidden = !shown;
      found += shown;
    });
    told.textContent = words.length ? found + (found === 1 ? " copy" : " copies") + " found" : "";
  };
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  field.addEventListener("input", search);
  search();
})();
"""


def index_page(project: Project, layout: Layout, entries: Sequence[Listed], title: str = "Patient leaflets") -> bytes:
    """The page that finds a leaflet, by title and language: one file, without a server and without a script a list.

    Its own language is English, for staff; every title and language stands in its own as well.
    """
    words = project.words("en")
    count = len(by_document(entries))
    told = f"{count} leaflet{'' if count == 1 else 's'}, {len(entries)} cop{'y' if len(entries) == 1 else 'ies'}"
    search = el(
        "form",
        el("label", "Title, language or number", for_="search"),
        el("input", type="search", id="search", autocomplete="off"),
        el("output", for_="search"),
        role="search",
        hidden="",
    )
    content: list[Node | None] = [el("h1", title), el("p", told, class_="muted"), search]
    for document, copies in by_document(entries).items():
        items = [_copy(one) for one in copies]
        head = el("h2", copies[0].english, id=f"doc-{document}")
        number = el("p", document, class_="small")
        content.append(
            el(
                "section",
                head,
                number,
                el("ul", *items, class_="copies"),
                aria_labelledby=f"doc-{document}",
                data_id=document,
            )
        )
    return site_page(layout, words, "en", title, content, _SEARCH)


def _copy(one: Listed) -> El:
    """A language: its own name, its English one, the title in it, and the files."""
    language = one.language
    english = "" if language.tag == "en" else f" ({language.english})"
    name = el("span", language.name, class_="own", **voice(one.lang))
    titled = el("span", one.title, **voice(one.lang))
    facts = f"version {one.version}, reviewed {one.reviewed:%Y-%m-%d}"
    draft = el("strong", "Draft translation: not for patients yet") if one.draft else None
    files = [el("li", _file(one, file)) for file in one.files]
    parts: list[Node | None] = [el("p", name, english, ": ", titled), el("p", facts, class_="small")]
    parts += [el("p", draft) if draft else None, el("ul", *files, class_="files") if files else None]
    return el("li", *parts, class_="copy", data_tag=one.lang)


def _file(one: Listed, file: File) -> El:
    """A link whose words say what it opens, also when they are read alone (WCAG 2.1, 2.4.4)."""
    return el(
        "a",
        file.label,
        el("span", f": {one.english}, {one.language.english}", class_="unseen"),
        href=quoted_path(file.path),
    )


def quoted_path(path: str) -> str:
    """A path as an address relative to its page. Source: RFC 3986, 4.2: a first part with a colon would be a scheme."""
    from urllib.parse import quote

    return quote(path)


__all__ = ["File", "Listed", "by_document", "index_page", "known_language", "listed", "site_page"]
