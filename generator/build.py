"""From YAML to a checked PDF in six steps; each call leads to one place.

1 read   YAML text to nodes that know file, line and column     source.py
2 model  nodes to frozen, complete values, or all problems      model/
3 plan   layout, language and words to resolved styles          story/styles.py
4 set    blocks to flowables on pages, each with its tag        story/, text/
5 write  pages drawn on a tagging canvas, then bytes            pdf/
6 check  the finished bytes read afresh by a witness            checks/
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from generator.checks.reading import squeeze
from generator.checks.witness import Check, Fault, start_check
from generator.filling import filled
from generator.job import NOT, Job
from generator.model.blocks import column_headings
from generator.model.handout import Handout
from generator.model.inline import Prose
from generator.model.languages import Language
from generator.model.layout import GREYSCALE, MODES, Layout
from generator.pdf.canvas import TaggingCanvas
from generator.pdf.metadata import STANDARDS, Metadata, Standard, finish_document
from generator.pictures import BadPicture, Picture, dressed, greyed, load_picture, tinted
from generator.problems import Place, Problem, ProblemList, Rejected, Severity
from generator.project import Project, english_title, read_handout, read_so_far
from generator.reading import filled_drafts, known_language, read_as_asked, without_own_text
from generator.rules import RULES, problem
from generator.specimen import PAPER, specimen
from generator.story.bilingual import Voice, bilingual_story, bilingual_texts
from generator.story.blocks import MAKERS
from generator.story.builder import StoryBuilder
from generator.story.colophon import colophon
from generator.story.columns import hanging
from generator.story.composer import Composer, goals_of
from generator.story.flowables import Flowable
from generator.story.frames import begin_later, taken_first
from generator.story.pages import Furniture, draw_pages
from generator.story.paging import paginate
from generator.story.styles import Styles, resolve_styles
from generator.surface import RGB
from generator.tags import Tag
from generator.translation.terms import Terms
from generator.values import Frozen, replace


class Leaflet(Frozen):
    """A finished PDF and what is known of it."""

    name: str
    lang: str
    layout: str
    standard: str
    pages: int
    data: bytes
    draft: bool = False
    warnings: tuple[Problem, ...] = ()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


class Target(Frozen):
    """What a handout is made into. fillable: the patient's box is a form to type on."""

    layout: Layout
    standard: Standard
    fillable: bool = False


class Begun(Frozen):
    """A leaflet that is set and written to memory, and whose check is under way.

    secret: whether it holds a patient's own data.
    """

    leaflet: Leaflet
    place: Place
    check: Check | None
    readback: tuple[Fault, ...] = ()
    secret: bool = False

    def finish(self) -> Leaflet:
        """Wait for the validator's verdict. Raises `Rejected` when the file may not be written to disk."""
        leaflet, problems = self.leaflet, ProblemList(self.leaflet.warnings)
        for fault in (*(self.check.faults() if self.check else ()), *self.readback):
            where = f"{leaflet.name} ({leaflet.lang}, {leaflet.layout})"
            # What a patient's copy says may not be quoted.
            message = RULES[fault.rule].what if self.secret else fault.message
            problems.add(problem(fault.rule, f"{where}: {message}", self.place))
        problems.raise_errors()
        return leaflet


def build_leaflet(
    project: Project,
    name: str,
    lang: str,
    layout: str = "clinic-a4",
    standard: str = "ua-1",
    *,
    check: bool = True,
    verify: bool = False,
    release: bool = False,
    fallback: bool = False,
    beside: str = "",
    form: str = "",
    mode: str = "",
    brand: str = "",
    paper: str = "",
    fillable: bool = False,
    measure: bool = False,
) -> Leaflet:
    """Build one handout in one language and layout. Raises `Rejected` with every problem; nothing is written to disk.

    check: step 6, never left out but to measure the others; for the rest see `Job`.
    """
    job = Job(
        name, lang, layout, standard, verify, release, fallback, beside, form, mode, brand, paper, fillable,
        measure=measure,
    )  # fmt: skip
    return begin_leaflet(project, job, check=check).finish()


def begin_leaflet(project: Project, job: Job, *, check: bool = True) -> Begun:
    """What `build_leaflet` does, up to the validator's verdict: while it is awaited, the next leaflet can be set."""
    with _collecting_later():
        return _begin(project, job, check)


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Python's collector of reference cycles waits until the leaflet is made and its pages are gone.

    A leaflet is many objects and few cycles: looking for them again and again takes a quarter of the time.
    """
    if not gc.isenabled():  # the caller has decided
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _begin(project: Project, job: Job, check: bool) -> Begun:
    layout = asked_layout(project, job)
    terms = Terms(job.release, job.fallback, notice=layout.out_of_date == "notice")
    problems = ProblemList()
    text = project.text_for(job.name, job.form, *filter(None, (job.lang, job.beside)))
    handout = read_as_asked(project, text, job.lang, terms, problems)  # 1 read, 2 model
    other = read_as_asked(project, text, job.beside, terms, problems) if job.beside else None
    if layout.text == "own" and text == job.name:
        layout = replace(layout, format=f"{NOT}{layout.format}")  # the page does not claim what its words are not
        problems.add(without_own_text(job, handout))
    if job.copy:
        for one in filled_drafts(filter(None, (handout, other)), layout.filled_drafts == "refuse"):
            problems.add(one)
        source, theirs = (_source(project, text, one) for one in (handout, other))
        handout = filled(handout, job.copy, problems, source)
        other = other and filled(other, job.copy, problems, theirs)
    handout = replace(handout, content=taken_first(handout.content, layout.page))
    other = other and replace(other, content=taken_first(other.content, layout.page))
    english = english_title(project, text, job.lang) or english_title(project, job.name, job.lang)
    target = Target(layout, STANDARDS[job.standard], job.fillable)
    data, pages = _made(project, handout, target, problems, english, other)  # 3 to 5
    proses = list(bilingual_texts(handout, other) if other else handout.texts())
    texts = [text.plain for text in proses]
    checking = start_check(data, job.standard, texts) if check else None  # 6 check
    if job.measure:
        found = page_findings(project, job, text, data, [one for one in (handout, other) if one])
        problems = ProblemList(as_weighed(project, job, text, handout, (*problems, *found)))
    draft = handout.is_draft or (other is not None and other.is_draft)
    leaflet = Leaflet(job.name, job.lang, job.layout, job.standard, pages, data, draft, tuple(problems))
    readback = _readback(data, proses, [one for one in (handout, other) if one]) if job.verify else ()
    return Begun(leaflet, handout.place, checking, readback, secret=job.copy is not None)


def _source(project: Project, name: str, handout: Handout | None) -> Handout | None:
    """What a translation was made from, when the project still has it."""
    lang = handout.translation.of if handout and handout.translation else ""
    return read_handout(project, name, lang) if lang in project.languages(name) else None


def asked_layout(project: Project, job: Job) -> Layout:
    """The layout as the job wants it: format, brand, paper and mode. Raises `Rejected` when there is none."""
    layout = project.layout(job.layout, job.form, job.brand, job.paper)
    return MODES[job.mode](layout) if job.mode else layout


def _made(
    project: Project,
    handout: Handout,
    target: Target,
    problems: ProblemList,
    english: str,
    other: Handout | None,
) -> tuple[bytes, int]:
    """Steps 3 to 5: the file and its number of pages."""
    standard = target.standard
    styles = plan(project, handout, target.layout, target.fillable)  # 3 plan
    canvas = TaggingCanvas((styles.page.width, styles.page.height), (2, 0) if standard.pdf2 else (1, 7))
    second = (other, plan(project, other, target.layout, target.fillable)) if other else None
    pages = set_leaflet(project, handout, styles, canvas, problems, english, second)  # 4 set
    if target.fillable and not canvas.form_fields:
        problems.add(problem("nothing-to-fill", "This leaflet has nothing to type in or to tick.", handout.place))
    problems.raise_errors()
    try:
        return write_leaflet(canvas, handout, styles, standard, pages, other), pages  # 5 write
    except OverflowError as limit:
        message = f"The leaflet cannot be written: {limit}."
        raise Rejected([problem("too-large", message, handout.place)]) from limit


def build_specimen(project: Project, language: Language, layout: str = "clinic-a4", standard: str = "ua-1") -> Leaflet:
    """The specimen sheet of a language, checked like any leaflet. Raises `Rejected` with every problem.

    Its paper is its own, laid over the layout.
    """
    target = Target(project.layout(layout, paper=PAPER), STANDARDS[standard])
    return _build_own(project, "specimen", specimen(project, language), target)


def build_appraisal(
    project: Project, name: str, lang: str, form: str, day: date, layout: str = "clinic-a4", standard: str = "ua-1"
) -> Leaflet:
    """A form about a handout, to be filled in on a screen or on paper. form: of `FORMS`; day: of filling it in.

    A draft is judged as far as it goes; what it lacks is on the form, and among the leaflet's warnings. Raises
    `Rejected` with every problem of a handout that cannot be read at all, or of the layout.
    """
    from generator.appraisal.items import FORMS  # a tenth of a cold start, for this command alone
    from generator.appraisal.sheet import sheet
    from generator.review.pending import still_to_do

    handout, refused = read_so_far(project, name, lang)
    to_do = still_to_do(handout, refused)
    target = Target(project.layout(layout), STANDARDS[standard], fillable=True)
    made = _build_own(project, name, sheet(handout, FORMS[form], form, day, to_do), target)
    return replace(made, warnings=(*made.warnings, *(replace(one, severity=Severity.WARNING) for one in to_do)))


def build_written(project: Project, name: str, handout: Handout, layout: Layout, standard: str = "ua-1") -> Leaflet:
    """A handout that another part has written, checked like any leaflet. Raises `Rejected` with every problem."""
    return _build_own(project, name, handout, Target(layout, STANDARDS[standard]))


def _build_own(project: Project, name: str, handout: Handout, target: Target) -> Leaflet:
    """A handout that the generator has written itself."""
    problems = ProblemList()
    data, pages = _made(project, handout, target, problems, "", None)
    checking = start_check(data, target.standard.name, [text.plain for text in handout.texts()])
    layout = target.layout.name
    leaflet = Leaflet(name, handout.lang, layout, target.standard.name, pages, data, False, tuple(problems))
    return Begun(leaflet, handout.place, checking).finish()


def _readback(data: bytes, texts: Sequence[Prose], handouts: Sequence[Handout]) -> tuple[Fault, ...]:
    from generator.checks.readback import verify_text  # a quarter of a second: pypdf

    heading = {str(text.place) for handout in handouts for text in column_headings(handout.content)}
    headings = {number for number, text in enumerate(texts) if str(text.place) in heading}
    return tuple(verify_text(data, [text.plain for text in texts], headings))


def as_weighed(project: Project, job: Job, name: str, handout: Handout, found: Iterable[Problem]) -> Sequence[Problem]:
    """What was found while a leaflet was made, as the profile that it is held to weighs it; name: of the text."""
    from generator.review.terms import terms_of  # only for those who ask for it

    return terms_of(project, name, handout, job.profile)[0].judged(found)


def page_findings(project: Project, job: Job, name: str, data: bytes, handouts: Sequence[Handout]) -> Iterator[Problem]:
    """What the pages are found to be, each finding where its text was written; name: of the text."""
    from generator.checks.measures import NotMeasured, measured  # only for those who ask for it
    from generator.review.terms import terms_of

    profile, checks = terms_of(project, name, handouts[0], job.profile)
    off = {one.rule for one in checks.off}
    try:
        findings = measured(data, profile, form=job.form, lang=job.lang)
    except NotMeasured:
        return  # the check proper tells why
    texts = [(squeeze(text.plain), text.place) for handout in handouts for text in handout.texts()]
    for one in (one for one in findings if one.rule not in off):
        wanted = squeeze(one.text)
        found = (place for text, place in texts if wanted and wanted in text)
        # What a patient's copy says may not be quoted.
        message = RULES[one.rule].what if job.copy else one.message
        place = handouts[0].place if job.copy else next(found, handouts[0].place)
        yield replace(problem(one.rule, f"{job}: {message}", place), severity=one.severity)


def plan(project: Project, handout: Handout, layout: Layout, fillable: bool = False) -> Styles:
    """Step 3: styles for a handout in a layout; fillable: with a form to type on."""
    language = known_language(handout)
    styles = resolve_styles(layout, language, handout.lang, project.words(language.tag), project.words("en"))
    return replace(styles, fillable=True) if fillable else styles


def set_leaflet(
    project: Project,
    handout: Handout,
    styles: Styles,
    canvas: TaggingCanvas,
    problems: ProblemList,
    english: str = "",
    beside: tuple[Handout, Styles] | None = None,
) -> int:
    """Step 4: set and draw the pages; returns their number.

    english: the title in English, for staff; beside: the same handout in a second language, for a bilingual copy.
    """
    pictures = _Pictures(styles, problems)
    logo = pictures.load(styles.brand.logo.file, styles.brand.logo.place, styles.brand.logo.single)
    furniture = Furniture(Composer(styles, problems), handout, logo, english, beside[0] if beside else None)
    both = [(handout, styles), *([beside] if beside else [])]

    def flowables(document: Tag, found: ProblemList, later: frozenset[int] = frozenset()) -> list[Flowable]:
        """later: where pages begin that are wider than the first (`story.frames.begin_later`)."""

        def builder(text: Handout, its: Styles) -> StoryBuilder:
            def icons(name: str, colour: RGB) -> Picture:
                return tinted(pictures.load(project.icon_path(name), handout.place), colour)

            composer = Composer(its, found, goals_of(text.glossary))
            return StoryBuilder(
                composer, document, pictures.load, icons, project.words, MAKERS, furniture.room, later=later
            )

        pictures.problems = found
        builders = [builder(*one) for one in both]
        if beside:
            voices = Voice(handout, builders[0]), Voice(beside[0], builders[1], beside[0].lang)
            flows = bilingual_story(document, *voices, english)
        else:
            flows = builders[0].story(handout, english)
        second = (builders[1].composer, beside[0]) if beside else None
        flows += colophon(document, builders[0].composer, handout, second, furniture.room)
        return hanging(flows, styles.page, styles.rtl) if styles.page.side else flows

    later = frozenset[int]()
    if styles.page.measure < styles.page.beyond_first.measure:
        scratch = ProblemList()  # told again below
        tried = paginate(flowables(Tag("Document"), scratch), styles, scratch, handout.place, furniture.area)
        later = begin_later(tried, [text.content for text, _ in both])
    pages = paginate(flowables(canvas.document, problems, later), styles, problems, handout.place, furniture.area)
    draw_pages(canvas, pages, furniture)
    return len(pages)


class _Pictures:
    """The pictures of one leaflet: each file is read once, so that a picture cannot change between two pages."""

    def __init__(self, styles: Styles, problems: ProblemList) -> None:
        self._styles, self.problems = styles, problems
        self._loaded: dict[Path, Picture] = {}

    def load(self, path: Path, place: Place, one_colour: bool = False) -> Picture:
        """The picture; where it cannot be read a problem is told, and something blank stands for it."""
        if path in self._loaded:
            return self._loaded[path]
        try:
            read = dressed(load_picture(path, one_colour), self._styles.palette.brand)
            self._loaded[path] = greyed(read) if self._styles.mode == GREYSCALE else read
            return self._loaded[path]
        except BadPicture as reason:
            self.problems.add(problem("bad-picture", f"“{path.name}” {reason}.", place))
        except OSError as error:
            self.problems.add(problem("missing-picture", f"“{path.name}” cannot be read: {error.strerror}.", place))
        return Picture(100, 100, operators="n")


def write_leaflet(
    canvas: TaggingCanvas,
    handout: Handout,
    styles: Styles,
    standard: Standard,
    pages: int,
    other: Handout | None = None,
) -> bytes:
    """Step 5: the file. Its dates are the handout's, so that equal input gives equal bytes. other: the same handout in
    the second language of a bilingual copy."""
    look = (styles.format, styles.mode)
    state = f"translation: {handout.translation.status}" if handout.translation else "original"
    metadata = Metadata(
        title=" · ".join(one.title.plain for one in (handout, other) if one),
        author=styles.brand.publisher,
        subject=handout.summary.plain,
        lang=handout.lang,
        rtl=styles.rtl,
        day=handout.reviewed,
        keywords=(
            handout.id,
            f"version {handout.version}",
            handout.lang,
            state,
            *filter(None, look),
        ),
        page_numbers=tuple(styles.language.page_number(page) for page in range(1, pages + 1)),
    )
    return finish_document(canvas, metadata, standard)


__all__ = ["Begun", "Leaflet", "Rejected", "asked_layout", "begin_leaflet", "build_leaflet"]
