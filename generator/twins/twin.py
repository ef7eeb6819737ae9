"""The two twins of a PDF: one page for a browser, and plain text."""

from __future__ import annotations

from generator.job import Job
from generator.model.handout import Handout
from generator.problems import Problem, ProblemList
from generator.project import Project
from generator.twins.page import Copy, NoPictures, article, colophon, html_page, read_copy
from generator.twins.plain import PlainText
from generator.twins.writer import Ids


def html_twin(project: Project, job: Job) -> bytes:
    """One self-contained HTML file: what the job's PDF says, for a browser. Raises `Rejected` with every problem.

    Of the job it takes what changes words and colours: languages, format, brand, mode, `release`, `fallback`; not
    paper, standard, form fields and patients' values. The same bytes from the same input.
    """
    return html_page(read_copy(project, job))


def text_twin(project: Project, job: Job) -> bytes:
    """The same as plain text in UTF-8, a line a paragraph. Raises `Rejected` as `html_twin` does."""
    return text_of(read_copy(project, job))


def both_twins(project: Project, job: Job) -> tuple[bytes, bytes, tuple[Problem, ...], Handout]:
    """HTML, text, the warnings of both, and the handout as it stands, from one reading."""
    copy = read_copy(project, job)
    return html_page(copy), text_of(copy), copy.problems, copy.handout


def text_of(copy: Copy) -> bytes:
    content, writer = article(copy, NoPictures(ProblemList(), grey=False), Ids())
    language = writer.language
    text = PlainText(language.rtl, "".join(map(language.number, range(10))), writer.words.before)
    return text.written([content, colophon(copy, writer)]).encode()
