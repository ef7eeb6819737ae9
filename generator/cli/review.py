"""What “handouts check” says of the words: findings, rules that are off and why, and what only a person can judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from generator.cli.shared import complete_parts, fail, language_tag, today
from generator.values import Frozen

if TYPE_CHECKING:
    from generator.cache.leaflets import LeafletCache
    from generator.job import Job
    from generator.jobs import Finished
    from generator.problems import Problem
    from generator.project import Project
    from generator.review.reviewed import Reviewed, TextReviewed

profile_option = click.option(
    "--profile", default="", metavar="NAME", shell_complete=complete_parts("profiles"),
    help="Hold all leaflets to this profile instead of those that they name.",
)  # fmt: skip
checklist_option = click.option(
    "--checklist", is_flag=True, help="Print what no program can judge, for a person to tick, and check nothing."
)


class Reader(Frozen):
    """Reads the words of what is checked, each text once, unless the cache knows what there is to say.

    like: how leaflets are built, and held to which profile.
    """

    project: Project
    cache: LeafletCache
    like: Job

    def words(self, names: Sequence[str], langs: Sequence[str]) -> Reviewed:
        """What is found in what was asked for; ends the program when there is no such thing."""
        from generator.jobs import plan_jobs
        from generator.problems import Rejected
        from generator.review.reviewed import Reviewed, gathered

        project, like = self.project, self.like
        try:
            planned = plan_jobs(project, names, [language_tag(lang) for lang in langs], (), like, own_texts=True)
            texts = dict.fromkeys((project.text_for(job.name, job.form, job.lang), job.lang) for job in planned)
            if not texts:
                return Reviewed(())
            return gathered([self._text(*text) for text in texts]).joined(self._sample_brands())
        except Rejected as rejected:
            fail(rejected.problems)

    def _text(self, name: str, lang: str) -> TextReviewed:
        from generator.review.reviewed import TextReviewed

        profile, release, day = self.like.profile, self.like.release, today()

        def read() -> list[Any]:
            from generator.review.review import review_text

            found = review_text(self.project, name, lang, day, profile=profile, release=release)
            return [found.profile, self._plain(found.problems), found.off]

        held_to, problems, off = self._known("words", [name, lang, profile, release], read, day)
        return TextReviewed(name, held_to, self._problems(problems), tuple((*one,) for one in off))

    def _sample_brands(self, weight: str = "warning") -> tuple[Problem, ...]:
        def read() -> list[Any]:
            from generator.problems import Severity
            from generator.review.sample import sample_brands

            return self._plain(sample_brands(self.project, Severity(weight)))

        return self._problems(self._known("sample brands", [weight], read))

    def unfinished(self, finished: Sequence[Finished], harmful: bool) -> list[Problem]:
        """What nobody should print of the texts of leaflets that were built: gaps and samples, a review that is over.

        harmful: whether they go to patients or to a print shop as they are: then gaps and samples are errors.
        """
        texts = dict.fromkeys(
            (self.project.text_for(job.name, job.form, *filter(None, (job.lang, job.beside))), lang)
            for job in (one.job for one in finished)
            for lang in filter(None, (job.lang, job.beside))
        )
        found: list[Problem] = []
        late: dict[str, str] = {}
        for name, lang in texts:
            problems, next_review = self._unfinished(name, lang, harmful)
            found += problems
            if date.min < next_review < today():
                late.setdefault(name, lang)  # once a leaflet: its translations are reviewed with it
        found += [one for name, lang in late.items() for one in self._overdue(name, lang)]
        worn = harmful and self._wear_sample([one.job for one in finished])
        found += self._sample_brands("error" if worn else "warning") if texts else ()
        told = not self.project.is_the_program and not any(one.failed for one in finished)
        return [*found, *(self._invented([one.job for one in finished]) if told else ())]

    def _invented(self, jobs: Iterable[Job]) -> Iterable[Problem]:
        """That leaflets wear the name of a clinic that comes with the program, once for each of these."""
        found: dict[Problem, None] = {}
        for looks in dict.fromkeys((job.layout, job.form, job.brand, job.paper) for job in jobs):

            def read(looks: tuple[str, str, str, str] = looks) -> list[Any]:
                from generator.review.sample import invented_brand

                told = invented_brand(self.project.layout(*looks).brand)
                return self._plain([told] if told else [])

            found |= dict.fromkeys(self._problems(self._known("invented brand", [*looks], read)))
        return found

    def _wear_sample(self, jobs: Iterable[Job]) -> bool:
        """Whether a leaflet shows the sample's name or number: a brand that none of them wears harms nobody."""
        from generator.build import asked_layout
        from generator.review.sample import is_sample

        worn = {(job.layout, job.form, job.brand, job.paper): job for job in jobs}
        return any(is_sample(asked_layout(self.project, job).brand) for job in worn.values())

    def _unfinished(self, name: str, lang: str, harmful: bool) -> tuple[tuple[Problem, ...], date]:
        profile = self.like.profile

        def read() -> list[Any]:
            from generator.review.unfinished import unfinished

            found = unfinished(self.project, name, lang, harmful=harmful, profile=profile)
            return [self._plain(found.problems), str(found.next_review)]

        problems, next_review = self._known("unfinished", [name, lang, profile, harmful], read)
        return self._problems(problems), date.fromisoformat(next_review)

    def _overdue(self, name: str, lang: str) -> Iterable[Problem]:
        from generator.review.unfinished import overdue

        return overdue(self.project, name, lang, today(), release=self.like.release, profile=self.like.profile)

    def lengths(self, finished: Iterable[Finished]) -> list[Problem]:
        """What the number of pages says of each text; that of the layout in which it is shortest."""
        pages: dict[tuple[str, str], int] = {}
        for one in finished:
            if one.failed:
                continue
            job = one.job
            text = self.project.text_for(job.name, job.form, job.lang)
            if not job.beside and not job.paper and job.form == text.partition("/")[2]:
                pages[text, job.lang] = min(one.pages, pages.get((text, job.lang), one.pages))
        return [problem for (name, lang), count in pages.items() for problem in self._length(name, lang, count)]

    def _length(self, name: str, lang: str, count: int) -> tuple[Problem, ...]:
        profile = self.like.profile

        def read() -> list[Any]:
            from generator.review.review import review_length

            return self._plain(review_length(self.project, name, lang, count, profile))

        return self._problems(self._known("length", [name, lang, count, profile], read))

    def _known(self, kind: str, asked: list[Any], read: Callable[[], list[Any]], day: date | None = None) -> Any:
        """What `read` finds, or has found in the same files (and on the same day, where that matters)."""
        from generator.inputs import recording

        known = self.cache.recall(kind, asked, day)
        if known:
            return known.result
        with recording() as inputs:
            found = read()
        self.cache.remember(kind, asked, inputs, found, day=day)
        return found

    @staticmethod
    def _plain(problems: Iterable[Problem]) -> list[Any]:
        from generator.cache.leaflets import plain_problem

        return [plain_problem(one) for one in problems]

    @staticmethod
    def _problems(plain: Iterable[Any]) -> tuple[Problem, ...]:
        from generator.cache.leaflets import read_problem

        return tuple(map(read_problem, plain))


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
