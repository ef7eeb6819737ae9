"""The two twins of a PDF: one page for a browser, and plain text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from generator.job import Job
from generator.problems import Problem, ProblemList
from generator.project import Project
from generator.twins.colophon import colophon
from generator.twins.page import Copy, NoPictures, article, html_page, read_copy
from generator.twins.plain import PlainText
from generator.twins.writer import Ids
from generator.values import Frozen


class Twin(Frozen):
    """A finished twin and what is known of it. draft: whether it is a translation that nobody has reviewed."""

    data: bytes
    warnings: tuple[Problem, ...] = ()
    draft: bool = False


def html_twin(project: Project, job: Job) -> bytes:
    """One self-contained HTML file: what the job's PDF says, for a browser. Raises `Rejected` with every problem.

    Of the job it takes what changes words and colours: languages, format, brand, mode, `release`, `fallback`; not
    paper, standard, form fields and patients' values. The same bytes from the same input.
    """
    return make_twin(project, job, "html").data


def text_twin(project: Project, job: Job) -> bytes:
    """The same as plain text in UTF-8, a line a paragraph. Raises `Rejected` as `html_twin` does."""
    return make_twin(project, job, "text").data


def make_twin(project: Project, job: Job, kind: str) -> Twin:
    """A twin with its warnings; kind: of `WRITERS`."""
    copy = read_copy(project, job)
    draft = copy.handout.is_draft or (copy.other is not None and copy.other.is_draft)
    return Twin(WRITERS[kind](copy), copy.problems, draft)


def _text_of(copy: Copy) -> bytes:
    content, writer = article(copy, NoPictures(ProblemList(), grey=False), Ids())
    language = writer.language
    text = PlainText(language.rtl, language.list_number, writer.words.before)
    return text.written([content, colophon(copy.handout, copy.other, copy.layout.brand, writer.words_of)]).encode()


WRITERS: Mapping[str, Callable[[Copy], bytes]] = MappingProxyType({"html": html_page, "text": _text_of})
