"""A handout as a copy of it is asked for: read, with its translation as it stands, and its risks in words."""

from __future__ import annotations

from generator.job import Job
from generator.model.handout import Handout
from generator.model.languages import Language, find_language
from generator.model.risks import with_risks_in_words
from generator.problems import Problem, ProblemList
from generator.project import Project, read_handout
from generator.rules import problem, quoted
from generator.translation.standing import standing
from generator.translation.terms import Terms, as_it_stands, judged


def read_as_asked(project: Project, name: str, lang: str, terms: Terms, problems: ProblemList) -> Handout:
    """Steps 1 and 2: the handout; a translation as it stands to its source, with what is wrong goes to `problems`.

    Raises `Rejected` when the file itself is wrong.
    """
    handout = read_handout(project, name, lang)
    stands = standing(project, name, lang, handout)
    if stands is not None:
        for one in judged(stands, terms):
            problems.add(one)
        handout = as_it_stands(handout, stands, terms)
    return with_risks_in_words(handout, project.words(known_language(handout).tag))


def known_language(handout: Handout) -> Language:
    """The table's language of a handout that has been read."""
    language = find_language(handout.lang)
    assert language is not None  # the model refuses a language that the table does not hold
    return language


def without_own_text(job: Job, handout: Handout) -> Problem:
    """The warning that a format which needs words of its own is made of the usual ones."""
    langs = " and ".join(quoted(lang) for lang in (job.lang, job.beside) if lang)
    message = f"{quoted(job.name)} has no text for {quoted(job.form)} in {langs}: the usual one is set."
    return problem("no-own-text", message, handout.place)
