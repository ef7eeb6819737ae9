"""A handout as one page for a browser: what stands around its blocks.

Everything is in the file: style, pictures and logo; a policy in its head forbids the browser to fetch or run anything
(Content Security Policy 3). Titles and landmarks follow WCAG 2.1 (1.3.1, 2.4.1, 2.4.2, 3.1.1, 3.1.2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from generator.colour import RGB
from generator.job import NOT, Job
from generator.model.handout import Handout
from generator.model.inline import Span
from generator.model.languages import find_language
from generator.model.layout import GREYSCALE, MODES, Layout
from generator.pictures import BadPicture, Picture, dressed, greyed, load_picture
from generator.problems import Place, Problem, ProblemList
from generator.project import Project, english_title
from generator.reading import known_language, read_as_asked, without_own_text
from generator.rules import problem
from generator.story.bilingual import sections
from generator.translation.terms import Terms
from generator.twins.blocks import MAKERS
from generator.twins.colophon import colophon
from generator.twins.css import style_sheet
from generator.twins.drawing import drawing, picture_address
from generator.twins.nodes import El, Node, el, written
from generator.twins.prose import Inline
from generator.twins.writer import Ids, Writer
from generator.values import Frozen, replace
from generator.wording import dialled, said

_ICONS = ("calendar", "call", "cross", "emergency", "important", "key", "note", "questions", "tick", "wait")
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


class Copy(Frozen):
    """A handout read for a copy, and what stands with it.

    other: the same handout in the second language of a bilingual copy; english: the title in English, for staff.
    """

    project: Project
    handout: Handout
    other: Handout | None
    layout: Layout
    english: str
    problems: tuple[Problem, ...]


def read_copy(project: Project, job: Job) -> Copy:
    """What a twin is made of. Raises `Rejected` with every problem of the text. A patient's own values are not taken:
    a twin is for everybody."""
    layout = project.layout(job.layout, job.form, job.brand, job.paper)
    layout = MODES[job.mode](layout) if job.mode else layout
    terms = Terms(job.release, job.fallback, notice=layout.out_of_date == "notice")
    problems = ProblemList()
    text = project.text_for(job.name, job.form, *filter(None, (job.lang, job.beside)))
    handout = read_as_asked(project, text, job.lang, terms, problems)
    other = read_as_asked(project, text, job.beside, terms, problems) if job.beside else None
    if layout.text == "own" and text == job.name:
        layout = replace(layout, format=f"{NOT}{layout.format}")
        problems.add(without_own_text(job, handout))
    problems.raise_errors()
    english = english_title(project, text, job.lang) or english_title(project, job.name, job.lang)
    return Copy(project, handout, other, layout, english, tuple(problems))


class Loader:
    """Pictures of one copy, each read once. brand: the colour that drawings for all brands take."""

    def __init__(self, problems: ProblemList, grey: bool, brand: RGB = (0.0, 0.0, 0.0)) -> None:
        self.problems = problems
        self.brand = brand
        self.grey = grey
        self._loaded: dict[Path, str] = {}

    def file(self, path: Path, place: Place, one_colour: bool = False) -> str:
        """The address of a file's picture; what is wrong with it goes to `problems`. one_colour: see `load_picture`."""
        if path not in self._loaded:
            self._loaded[path] = self._address(path, place, one_colour)
        return self._loaded[path]

    def drawn(self, picture: Picture) -> str:
        return picture_address(picture)

    def _address(self, path: Path, place: Place, one_colour: bool) -> str:
        try:
            picture = dressed(load_picture(path, one_colour), self.brand)
        except BadPicture as reason:
            self.problems.add(problem("bad-picture", f"“{path.name}” {reason}.", place))
        except OSError as error:
            self.problems.add(problem("missing-picture", f"“{path.name}” cannot be read: {error.strerror}.", place))
        else:
            return picture_address(greyed(picture) if self.grey else picture)
        return ""


class NoPictures(Loader):
    """For a twin that shows none."""

    def file(self, path: Path, place: Place, one_colour: bool = False) -> str:
        return ""

    def drawn(self, picture: Picture) -> str:
        return ""


def article(copy: Copy, loader: Loader, ids: Ids) -> tuple[El, Writer]:
    """Title, notices, summary and blocks of a copy."""
    writer = _writer(copy, copy.handout, loader, ids)
    title = writer.heading(copy.handout.title, 1)
    found: list[Node | None] = [title]
    if not copy.handout.lang.startswith("en"):
        both = copy.other is not None and copy.other.lang.startswith("en")  # the title stands below in English
        found.append(_language_line(copy.handout, "" if both else copy.english))
    found += [notice(writer), writer.p(copy.handout.summary, "lead")]
    if copy.other is None:
        return el("article", *found, *writer.story(copy.handout.content)), writer
    second = _writer(copy, copy.other, loader, ids)
    second.named = writer.named
    opening = second.title(copy.other.title), notice(second), second.p(copy.other.summary, "lead")
    found.append(el("div", *opening, **_voice(second), class_="both"))
    for pair in zip_longest(sections(copy.handout), sections(copy.other), fillvalue=()):
        for one, blocks in zip((writer, second), pair, strict=True):
            if blocks:
                # The voice itself changes; the name is for the eye.
                label = el("p", el("strong", one.language.name), class_="small", aria_hidden="true")
                one.level = 1
                found.append(el("div", label, *one.story(blocks), **_voice(one), class_="both"))
    return el("article", *found), writer


def _voice(writer: Writer) -> dict[str, str]:
    return {"lang": writer.handout.lang, "dir": "rtl" if writer.language.rtl else "ltr"}


def _writer(copy: Copy, handout: Handout, loader: Loader, ids: Ids) -> Writer:
    def icon(name: str) -> El:
        use = El("use", (("href", f"#icon-{name}"),))
        return El("svg", (("class", "icon"), ("aria-hidden", "true"), ("focusable", "false")), (use,))

    language, words = known_language(handout), copy.project.words
    return Writer(
        handout, language, copy.layout, words(language.tag), words, loader.file, loader.drawn, icon, MAKERS,
        loader.problems, ids,
    )  # fmt: skip


def _language_line(handout: Handout, english: str) -> El:
    """The language's own name; its English one and the English title, for staff who cannot read the script."""
    language = known_language(handout)
    staff = f"{language.english} · {english}" if english else language.english
    spans = Span(language.name, bold=True), Span(" · "), Span(staff, lang="en")
    return el("p", *Inline(language.rtl, {}).nodes(spans), class_="muted")


def notice(writer: Writer) -> El | None:
    """What a reader must know of a translation that is not as it should be, in its language and in English."""
    names = writer.handout.translation.notices if writer.handout.translation else []
    if not names:
        return None
    label = el("h2", writer.words.important, class_="word", id=writer.ids.new("notice"))
    own = [el("p", getattr(writer.words, name)) for name in names]
    words = writer.words_of("en")
    lines = [[getattr(words, name)] for name in names]
    lines[0].insert(0, el("strong", words.before(words.important)))
    english = [el("p", *line, lang="en", dir="ltr") for line in lines]
    return writer.box(
        "alert", "important", label, *own, *english, tag="aside", role="note", aria_labelledby=label.get("id")
    )


def html_page(copy: Copy) -> bytes:
    """The whole file. Raises `Rejected` for a picture that cannot be shown."""
    problems, ids = ProblemList(), Ids()
    loader = Loader(problems, copy.layout.mode == GREYSCALE, copy.layout.brand.palette.brand)
    content, writer = article(copy, loader, ids)
    brand, words, place = copy.layout.brand, writer.words, copy.handout.place
    logo = loader.file(brand.logo.file, brand.logo.place, brand.logo.single)
    body: list[Node | None] = [
        el("a", words.skip, href="#main", class_="skip"),
        _sprite(copy.project, content, place, problems),
        header(copy.layout, logo, words.before(words.phone), english=writer.language.tag == "en"),
        el("main", content, id="main", tabindex="-1"),
        colophon(copy.handout, copy.other, copy.layout.brand, writer.words_of),
    ]
    problems.raise_errors()
    titles = (" ".join(one.title.plain.split()) for one in (copy.handout, copy.other) if one)
    plain = " · ".join(titles)
    return page_bytes(copy.layout, copy.handout.lang, f"{plain} · {brand.name}", body, _about(copy))


def page_bytes(
    layout: Layout,
    lang: str,
    title: str,
    body: Sequence[Node | None],
    about: Mapping[str, str],
    script: str = "",
    policy: str = POLICY,
) -> bytes:
    """A page of one file. lang: of the page; about: names and contents of meta elements; script: of ours, to which the
    policy has to agree."""
    language = find_language(lang)
    assert language is not None
    look = layout.brand.look
    look_names = [
        *(["band"] if look.header == "band" else []),
        *(["ruled"] if look.headings == "ruled" else []),
        *(["tall"] if language.leading > _TALL else []),
    ]
    head = el(
        "head",
        El("meta", (("charset", "utf-8"),)),
        El("meta", (("http-equiv", "Content-Security-Policy"), ("content", policy))),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        *(el("meta", name=name, content=content) for name, content in about.items() if content),
        el("title", title),
        El("style", (), (style_sheet(layout, language),), raw=True),
    )
    kids = [*body, El("script", (), (script,), raw=True)] if script else body
    whole = el(
        "html", head, el("body", *kids, class_=" ".join(look_names) or None),
        lang=lang, dir="rtl" if language.rtl else "ltr",
    )  # fmt: skip
    return ("<!DOCTYPE html>\n" + written([whole])).encode()


# Lines of scripts with letters this tall (1 is the type size) are not set closer in headings.
_TALL = 1.6


def header(layout: Layout, logo: str, phone: str, english: bool = True) -> El:
    """Logo, name and number of the clinic; phone: what stands before the number."""
    brand = layout.brand
    image = el("img", src=logo, alt="") if logo else None
    name = el("p", brand.name, class_="name", **({} if english else {"lang": "en", "dir": "ltr"}))
    inside = [phone, *Inline(False, {}).nodes(dialled(said(brand.phone)).spans)] if brand.phone else []
    return el("header", el("div", image, name, el("p", *inside, class_="call") if inside else None, class_="clinic"))


def _about(copy: Copy) -> dict[str, str]:
    handout = copy.handout
    state = f"translation: {handout.translation.status}" if handout.translation else "original"
    return {
        "description": " ".join(handout.summary.plain.split()),
        "author": copy.layout.brand.publisher,
        "keywords": ", ".join([handout.id, f"version {handout.version}", handout.lang, state]),
    }


def _sprite(project: Project, content: El, place: Place, problems: ProblemList) -> El | None:
    """The icons that the page uses, drawn once; they take the colour of what stands around them."""
    asked = {one.get("href") for one in content.walk() if one.tag == "use"}
    symbols = []
    for name in (name for name in _ICONS if f"#icon-{name}" in asked):
        try:
            picture = load_picture(project.icon_path(name))
        except (BadPicture, OSError) as reason:
            problems.add(problem("bad-picture", f"The icon “{name}” cannot be drawn: {reason}.", place))
        else:
            symbols.append(drawing(picture, "symbol", plain=True, id=f"icon-{name}"))
    return el("svg", *symbols, aria_hidden="true", focusable="false", width="0", height="0") if symbols else None
