"""`handouts readability`: how hard leaflets are to read, and the sentences that make them so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.reporting import something_to_do
from generator.cli.shared import (
    complete_languages,
    complete_names,
    counted,
    fail,
    language_names,
    language_tag,
    open_project,
    project_option,
)
from generator.values import Frozen

if TYPE_CHECKING:
    from generator.model.profile import Profile
    from generator.problems import Place
    from generator.project import Project
    from generator.readability.reading import Sentence
    from generator.readability.scoring import Score, Weight

# Sentences are quoted up to here; the place says where the rest is.
_QUOTED = 90


class _Report(Frozen):
    """What is told of one text; texts: with the place of each; ends: whether its language marks where sentences end."""

    name: str
    lang: str
    texts: list[tuple[str, Place]]
    known: set[str]
    sentences: tuple[Sentence, ...]
    scores: tuple[Score, ...]
    weights: list[Weight]
    ends: bool

    @property
    def words(self) -> int:
        return sum(len(sentence.words) for sentence in self.sentences)


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_names)
@click.option("--lang", "langs", multiple=True, shell_complete=complete_languages, help="Only this language.")
@click.option(
    "--worst",
    default=3,
    show_default=True,
    type=click.IntRange(0, 100),
    help="How many of the heaviest sentences to show.",
)
@click.option(
    "--know", "known", multiple=True, metavar="WORDS", help="A name or term that the readers know; may be repeated."
)
@click.option(
    "--profile", default="default", show_default=True, metavar="NAME", help="Whose limits the scores are held to."
)
@project_option
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def readability(
    names: tuple[str, ...], langs: tuple[str, ...], worst: int, known: tuple[str, ...], profile: str, root: Path,
    as_json: bool,
) -> None:  # fmt: skip
    """Show how hard leaflets are to read, by the formulas that are published for their language.

    Every score is told twice: with all words, and without a judgement of protected names, of what the glossary
    explains and of what --know names. Headings, labels, tables and addresses are left out. The sentences are those
    without which the first score would be better by most. A score is a signal: it counts lengths only.

    \b
    Examples:
      handouts readability
      handouts readability warfarin --lang es --worst 10
      handouts readability warfarin --know stroke --json
    """
    from generator.jobs import plan_jobs
    from generator.problems import Rejected

    project = open_project(root)
    something_to_do(project)
    try:
        limits = project.profile(profile)
        layouts = project.default_layouts()[:1]
        jobs = plan_jobs(project, names, [language_tag(lang) for lang in langs], layouts, own_texts=True)
        reports = [
            _report(project, project.text_for(job.name, job.form, job.lang), job.lang, known, worst) for job in jobs
        ]
    except Rejected as rejected:
        fail(rejected.problems)
    if as_json:
        click.echo(json.dumps([_row(report, limits) for report in reports], indent=2, ensure_ascii=False))
    else:
        click.echo("\n\n".join("\n".join(_lines(report, limits)) for report in reports))


def _report(project: Project, name: str, lang: str, known: tuple[str, ...], worst: int) -> _Report:
    from generator.model.risks import with_risks_in_words
    from generator.model.running import known_words, running_texts
    from generator.project import read_so_far
    from generator.readability.reading import UNMARKED, read
    from generator.readability.scoring import heaviest, scores

    # What else a draft lacks, “handouts check” tells.
    handout = with_risks_in_words(read_so_far(project, name, lang)[0], project.words(lang))
    texts = [(prose.plain, prose.place) for prose in running_texts(handout)]
    terms = {*known_words(handout), *known}
    sentences = read([text for text, _ in texts], lang, terms)
    ends = lang.partition("-")[0] not in UNMARKED
    heavy = heaviest(sentences, worst if ends else 0, lang)
    return _Report(name, lang, texts, terms, sentences, scores(sentences, lang), heavy, ends)


def _lines(report: _Report, profile: Profile) -> list[str]:
    from generator.readability.formulas import why_none

    english = language_names().get(report.lang, ("",))[0]
    sums = counted(report.words, "word")
    if report.ends:
        sums += f" in {counted(len(report.sentences), 'sentence')}"
    lines = [f"{report.name}  {report.lang} {english}: {sums}"]
    if not report.scores:
        lines.append(f"  no score: {why_none(report.lang)}" if report.words else "  no running text")
        return [*lines, *_heavy(report, "The longest sentences:")]
    wide = max(len(score.formula.title) for score in report.scores)
    lines.append(f"  {'':<{wide}}  all words  without known")
    for number, score in enumerate(report.scores):
        told = f"{score.meaning}{_verdict(score, profile) if not number else ''}"
        lines.append(f"  {score.formula.title:<{wide}}  {score.value:9.1f}  {score.without_known:13.1f}  {told}")
    return [*lines, *_heavy(report, f"What weighs most in {report.scores[0].formula.title}:")]


def _heavy(report: _Report, head: str) -> list[str]:
    from generator.readability.verdict import place_of

    lines = [f"  {head}"] if report.weights else []
    for weight in report.weights:
        sentence = weight.sentence
        lines += [
            f"    {place_of(sentence, report.texts)}: {_numbers(sentence)}",
            f"        {_shortened(sentence.text)}",
        ]
    return lines


def _verdict(score: Score, profile: Profile) -> str:
    """What the profile's limits say of the score, behind its meaning."""
    from generator.readability.verdict import judge

    rule, severity, limit = judge(score.formula, score.without_known, profile)
    bound = f"at {'most' if score.formula.harder else 'least'} {limit:g}"
    if score.unsure:
        return f" (no verdict: {score.unsure})"
    if severity is not None:
        off = profile.off(rule)
        return f" ({bound}: {severity}{f'; the rule is off: {off}' if off else ''})"
    return f" ({bound}: kept)"


def _numbers(sentence: Sentence) -> str:
    words = counted(len(sentence.words), "word")
    return words if sentence.syllables is None else f"{words}, {counted(sentence.syllables, 'syllable')}"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED].rstrip()}…"


def _row(report: _Report, profile: Profile) -> dict[str, Any]:
    """A text for programs; a verdict is “error”, “warning”, “kept”, or “none” when the text is too short."""
    from generator.readability.formulas import why_none

    return {
        "name": report.name,
        "lang": report.lang,
        "words": report.words,
        "sentences": len(report.sentences) if report.ends else None,
        "known": sorted(report.known),
        "scores": [_score(score, profile, first=not number) for number, score in enumerate(report.scores)],
        "no_score": "" if report.scores else why_none(report.lang),
        "worst": [_weight(weight, report) for weight in report.weights],
    }


def _score(score: Score, profile: Profile, *, first: bool) -> dict[str, Any]:
    from generator.readability.verdict import judge

    formula = score.formula
    row: dict[str, Any] = {
        "formula": formula.name,
        "title": formula.title,
        "is": formula.text,
        "source": formula.source,
        "value": round(score.value, 2),
        "without_known": round(score.without_known, 2),
        "meaning": score.meaning,
        "harder_is_higher": formula.harder,
    }
    if first:
        rule, severity, limit = judge(formula, score.without_known, profile)
        verdict = "none" if score.unsure else "off" if profile.off(rule) else severity or "kept"
        row |= {"rule": rule, "limit": limit, "verdict": verdict, "unsure": score.unsure}
    return row


def _weight(weight: Weight, report: _Report) -> dict[str, Any]:
    from generator.readability.verdict import place_of

    place, sentence = place_of(weight.sentence, report.texts), weight.sentence
    return {
        "file": place.source.name,
        "line": place.line,
        "column": place.column,
        "words": len(sentence.words),
        "syllables": sentence.syllables,
        "points": round(weight.points, 3),
        "text": sentence.text,
    }
