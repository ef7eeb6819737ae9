"""A handout as a copy of it is asked for: read, with its translation as it stands, its risks in words, and the words of
its glossary linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.job import Job
from generator.linking import with_terms_linked
from generator.model.checks import Approval
from generator.model.fields import Reading, Record, Text, read_or_none
from generator.model.handout import Handout
from generator.model.languages import Language, find_language
from generator.model.risks import with_risks_in_words
from generator.model.segments import anatomy, words_digest
from generator.problems import Problem, ProblemList, Rejected, Severity
from generator.project import Project, read_handout, read_nodes
from generator.rules import problem, quoted
from generator.translation.standing import standing
from generator.translation.terms import Terms, as_it_stands, judged
from generator.values import replace


def read_as_asked(project: Project, name: str, lang: str, terms: Terms, problems: ProblemList) -> Handout:
    """Steps 1 and 2: the handout; a translation as it stands to its source, with what is wrong goes to `problems`.

    Raises `Rejected` when the file itself is wrong.
    """
    handout = read_handout(project, name, lang)
    stands = standing(project, name, lang, handout)
    if stands is not None:
        for one in judged(stands, terms):
            problems.add(one)
        handout = _with_what_its_source_says(project, name, as_it_stands(handout, stands, terms))
    elif not _holds(project, name, lang, handout.approved):
        problems.add(_lapsed(handout.approved))
        handout = replace(handout, approved=None)
    return with_terms_linked(with_risks_in_words(handout, project.words(known_language(handout).tag)))


def _holds(project: Project, name: str, lang: str, approved: Approval | None) -> bool:
    """Whether an approval is of the words that the file has; one from before approvals recorded them is believed."""
    return (
        not approved or not approved.words or approved.words == words_digest(anatomy(read_nodes(project, name, lang)))
    )


def _lapsed(approved: Approval | None) -> Problem:
    assert approved is not None
    message = f"{approved.by} approved other words, on {approved.on}: the leaflet does not say that it is approved."
    return problem("approval-lapsed", message, approved.place)


def _with_what_its_source_says(project: Project, name: str, handout: Handout) -> Handout:
    """A translation with who approved its source, and who paid for that. What of it is wrong is told of the source."""
    made_from = handout.translation
    if made_from is None or made_from.of not in project.languages(name):
        return handout
    try:
        source = read_nodes(project, name, made_from.of)
    except Rejected:
        return handout
    folder = project.handout_path(name, made_from.of).parent
    reading = Reading(ProblemList(), folder, project.root)
    approved, funding = source.get("approved"), source.get("funding")
    signed = read_or_none(Record(Approval), approved.value, reading) if approved else None
    translation = replace(
        made_from,
        approved=signed if _holds(project, name, made_from.of, signed) else None,
        funding=(read_or_none(Text(), funding.value, reading) or "") if funding else "",
    )
    return replace(handout, translation=translation)


def known_language(handout: Handout) -> Language:
    """The table's language of a handout that has been read."""
    language = find_language(handout.lang)
    assert language is not None  # the model refuses a language that the table does not hold
    return language


def filled_drafts(handouts: Iterable[Handout], refuse: bool) -> Iterator[Problem]:
    """What has to be known of patients' copies of translations that nobody has reviewed; refuse: it is an error."""
    for made_from in (one.translation for one in handouts):
        if made_from and made_from.is_draft:
            said = "a machine draft" if made_from.status == "machine-draft" else "a draft"
            message = f"Patients’ copies are made of {said}, which says so on its first page."
            found = problem("filled-draft", message, made_from.place)
            yield replace(found, severity=Severity.ERROR) if refuse else found


def without_own_text(job: Job, handout: Handout) -> Problem:
    """The warning that a format which needs words of its own is made of the usual ones."""
    langs = " and ".join(quoted(lang) for lang in (job.lang, job.beside) if lang)
    message = f"{quoted(job.name)} has no text for {quoted(job.form)} in {langs}: the usual one is set."
    return problem("no-own-text", message, handout.place)
