"""What “handouts check” says of the words: findings, rules that are off and why, and what only a person can judge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from generator.cli.shared import complete_parts, fail, language_tag, today

if TYPE_CHECKING:
    from generator.job import Job
    from generator.jobs import Finished
    from generator.problems import Problem
    from generator.project import Project
    from generator.review.review import Reviewed

profile_option = click.option(
    "--profile", default="", metavar="NAME", shell_complete=complete_parts("profiles"),
    help="Hold all leaflets to this profile instead of those that they name.",
)  # fmt: skip
checklist_option = click.option(
    "--checklist", is_flag=True, help="Print what no program can judge, for a person to tick, and check nothing."
)


def read_words(project: Project, names: Sequence[str], langs: Sequence[str], like: Job, profile: str) -> Reviewed:
    """Review the words of what was asked for, each text once; ends the program when there is no such thing."""
    from generator.jobs import plan_jobs
    from generator.problems import Rejected
    from generator.review.review import Reviewed, review_texts
    from generator.review.sample import sample_brands

    try:
        planned = plan_jobs(project, names, [language_tag(lang) for lang in langs], (), like, own_texts=True)
        texts = dict.fromkeys((project.text_for(job.name, job.form, job.lang), job.lang) for job in planned)
        if not texts:
            return Reviewed(())
        reviewed = review_texts(project, texts, today(), profile=profile, release=like.release)
        return reviewed.joined(sample_brands(project))
    except Rejected as rejected:
        fail(rejected.problems)


def pages_counted(project: Project, finished: Iterable[Finished], profile: str) -> list[Problem]:
    """What the number of pages says of each text; that of the layout in which it is shortest."""
    from generator.review.review import review_lengths

    pages: dict[tuple[str, str], int] = {}
    for one in finished:
        if one.failed:
            continue
        job = one.job
        text = project.text_for(job.name, job.form, job.lang)
        if not job.beside and not job.paper and job.form == text.partition("/")[2]:
            pages[text, job.lang] = min(one.pages, pages.get((text, job.lang), one.pages))
    return review_lengths(project, pages, profile)


def tell_off(reviewed: Reviewed) -> None:
    """Say which rules are off, and why."""
    for off in reviewed.off:
        click.echo(f"off: {off}", err=True)


def print_checklist() -> None:
    from generator.review.data.checklist import HUMAN

    for group, items in HUMAN:
        click.echo(f"{group}\n")
        for item in items:
            click.echo(f"  [ ] {item.asks}\n      {item.source}")
        click.echo()
