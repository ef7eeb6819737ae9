"""What is measured on a finished PDF: type, lines, colours, places and tags, from the bytes alone.

The witness proper (`witness.py`) says whether a file holds together and says what it should; this says whether it can
be read. It runs for `handouts check`, `build --verify` and `inspect --measures`, not for every build.
"""

from __future__ import annotations

from statistics import median

from generator.checks.faults import FaultList
from generator.checks.pages.blocks import Document, read_document
from generator.checks.pages.colours import Contrast, judge_contrast, judge_ink, look
from generator.checks.pages.findings import Finding, Findings
from generator.checks.pages.interpreter import PageReader
from generator.checks.pages.letters import (
    body_blocks,
    body_size,
    full_lines,
    judge_line_length,
    judge_pitch,
    judge_sizes,
    judge_stress,
    judge_turned,
    main_lines,
    pitches,
    sizes_of,
)
from generator.checks.pages.meaning import judge_meaning
from generator.checks.pages.order import judge_order
from generator.checks.pages.places import judge_breaks, judge_edges, judge_facts
from generator.checks.reader import PdfFile, Unreadable
from generator.checks.tree import TreeReader
from generator.model.profile import Profile
from generator.problems import ProblemError
from generator.values import Frozen

__all__ = ["Finding", "Measures", "NotMeasured", "measure", "measured"]


class NotMeasured(ProblemError):
    """The file is not a PDF that the witness's reader can open; the message says why."""


class Measures(Frozen):
    """A file in numbers; None where there is nothing to measure.

    body, smallest: type sizes in points, the body's by most of the text; line, longest_line: characters of full lines
    of body text, the middle one and the longest; pitch: from baseline to baseline in type sizes, the body's tightest;
    contrast, contrast_grey: the lowest ratio of any text; margin: from the edge to the nearest content, in millimetres;
    ink: of the page with the most, and ink_mean: of all, in percent.
    """

    pages: int
    body: float | None = None
    smallest: float | None = None
    line: float | None = None
    longest_line: int | None = None
    pitch: float | None = None
    contrast: float | None = None
    contrast_grey: float | None = None
    margin: float | None = None
    ink: float | None = None
    ink_mean: float | None = None


def measured(data: bytes, profile: Profile, *, form: str = "", lang: str = "") -> list[Finding]:
    """Everything that a profile finds wrong with the pages and tags of a PDF. Raises `NotMeasured`.

    form: the format it is in, such as “large-print”; lang: BCP 47, instead of the one that the file names.
    """
    return measure(data, profile, form=form, lang=lang)[1]


def measure(data: bytes, profile: Profile, *, form: str = "", lang: str = "") -> tuple[Measures, list[Finding]]:
    """`measured`, and the numbers. Raises `NotMeasured`."""
    try:
        document = _open(data)
    except Unreadable as reason:
        raise NotMeasured(f"this PDF cannot be measured: {reason}") from None
    findings = Findings(profile)
    judge_sizes(document, form, findings)
    judge_line_length(document, form, findings)
    judge_pitch(document, findings)
    contrasts, inks = look(document, findings)
    judge_contrast(contrasts, findings)
    judge_ink(inks, findings)
    judge_turned(document, findings)
    judge_stress(document, findings)
    judge_facts(document, findings)
    judge_breaks(document, findings)
    margin = judge_edges(document, findings)
    judge_meaning(document, findings)
    judge_order(document, findings)
    return _numbers(document, contrasts, inks, margin), findings.all()


def _open(data: bytes) -> Document:
    file = PdfFile(data)
    if "Encrypt" in file.trailer:
        raise Unreadable("it is encrypted")
    pages = PageReader(file).pages()
    root = file.dictionary(file.trailer.get("Root")).get("StructTreeRoot")
    # What does not hold together is told by the witness proper.
    tree = TreeReader(file, FaultList()).read(root)
    document = read_document(file, pages, tree)
    document.body = body_size(document)
    return document


def _numbers(document: Document, contrasts: list[Contrast], inks: list[float], margin: float | None) -> Measures:
    sizes = sizes_of(one for page in document.pages for one in page.texts)
    lines = full_lines(document)
    counts = [count for count, _, _ in main_lines(lines)]
    body = {id(line) for block in body_blocks(document) for line in block.lines}
    steps = [step for step, line in pitches(document) if id(line) in body]
    return Measures(
        pages=len(document.pages),
        body=document.body or None,
        smallest=min(sizes, default=None),
        line=float(median(counts)) if counts else None,
        longest_line=max((count for count, _, _ in lines), default=None),
        pitch=_rounded(min(steps, default=None), 2),
        contrast=_rounded(min((one.ratio for one in contrasts), default=None), 2),
        contrast_grey=_rounded(min((one.grey for one in contrasts), default=None), 2),
        margin=_rounded(margin, 1),
        ink=_rounded(max(inks, default=0.0) * 100, 1),
        ink_mean=_rounded(sum(inks) / len(inks) * 100 if inks else None, 1),
    )


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
