"""Leaflets built into files that wait on the disk, and patients' own copies of them."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.caching import Unchanged
from generator.cli.running import run
from generator.cli.shared import counted, fail, today

if TYPE_CHECKING:
    from generator.cache.leaflets import LeafletCache
    from generator.files import Spool
    from generator.filling import Copy
    from generator.job import Job
    from generator.jobs import Finished
    from generator.problems import Problem
    from generator.project import Project


# So many files are told by their names.
FEW = 3
print_job_option = click.option(
    "--print-job", is_flag=True, help="All copies of a leaflet in one file for a printer, each from a new sheet."
)


replace_option = click.option(
    "--replace", "replacing", is_flag=True,
    help="Patients' copies of earlier runs go when the new ones are in place.",
)  # fmt: skip


def fill_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of what is filled in for patients: `fill` and `name_by`."""
    command = click.option(
        "--name-by", default="", metavar="FIELD",
        help="Put this column into the names of patients' copies; it need be no field.",
    )(command)  # fmt: skip
    return click.option(
        "--fill", metavar="FILE", type=click.Path(exists=True, dir_okay=False, allow_dash=True),
        help="Patients' own copies: a file (YAML or CSV) of values for the patient's box; - reads it from a pipe.",
    )(command)  # fmt: skip


def refuse_without_box(project: Project, planned: Sequence[Job], named: bool) -> None:
    """Raises `Rejected` when a leaflet that is to be filled in has nothing for it, and says which ones have.

    named: whether the user has said which leaflets.
    """
    from generator.filling import boxed_fields
    from generator.problems import Place, Rejected, SourceText
    from generator.project import read_handout
    from generator.rules import problem, quoted

    def has_box(name: str, lang: str) -> bool:
        try:
            return bool(boxed_fields(read_handout(project, name, lang)))
        except Rejected:  # told when it is built
            return True

    asked = {project.text_for(job.name, job.form, job.lang): job.lang for job in reversed(planned)}
    lacking = [name for name, lang in asked.items() if not has_box(name, lang)]
    if not lacking:
        return
    known = [name for name in project.texts() if has_box(name, project.languages(name)[0])]
    hint = f"These have one: {', '.join(known)}." if known else "No leaflet here has one: add a “patient-box”."
    place = Place(SourceText("handouts"))
    if not named:
        raise Rejected(
            [
                problem(
                    "nothing-to-fill", "Say which leaflet is to be filled in: not all have a patient-box.", place, hint
                )
            ]
        )
    listed = ", ".join(map(quoted, sorted(lacking)))
    message = f"{listed} {'has' if len(lacking) == 1 else 'have'} no patient-box to fill in."
    raise Rejected([problem("nothing-to-fill", message, place, hint)])


def filling(
    project: Project,
    names: Sequence[str],
    fill: str,
    name_by: str,
    like: Job,
    refuse: Callable[[list[Job], list[Job]], None] = lambda _, __: None,
) -> Callable[[list[Job]], list[Job]]:
    """What makes a copy for each patient of the leaflets that are asked for, or leaves them as they are.

    names: of the leaflets, as the user has said them; fill: the file with patients' values, or nothing; name_by: see
    `copies_of`; refuse: is given the leaflets and their copies before anything is made. Ends the program when the
    values cannot be read.
    """
    from generator.copies import copies_of

    if not fill:
        if name_by:
            raise click.UsageError("--name-by needs --fill.")
        return list
    if like.fillable:
        raise click.UsageError("--fill and --fillable exclude each other.")
    # Ended from outside, the program takes back what it has begun to write.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    copies = _copies(fill)

    def more(planned: list[Job]) -> list[Job]:
        refuse_without_box(project, planned, bool(names))
        made = copies_of(planned, copies, name_by) if copies else planned
        refuse(planned, made)
        return made

    return more


class Earlier:
    """Copies of earlier runs: none is written over, since a ward would print another patient's under a known name.

    gone: those that go when the new ones are in place, and not before: what fails leaves everything as it was.
    """

    def __init__(
        self, out: Path, target: Callable[[Job], Path], *, replacing: bool, together: bool = False, ending: str = ".pdf"
    ) -> None:
        """out: where files go; target: of a job's, pictures of it without their number; replacing: earlier copies go;
        together: all copies of a leaflet become one file; ending: “.png” for pictures."""
        self._out, self._target, self._replacing, self._together = out, target, replacing, together
        self._ending = ending
        self._refused = False
        self.gone: list[Path] = []

    def refuse(self, planned: list[Job], made: list[Job]) -> None:
        """Look for copies where those of leaflets will stand. Raises `Rejected` when there is one that may not go."""
        from generator.copies import earlier_copies, same_copy, together, whole_copy
        from generator.problems import Place, Rejected, SourceText
        from generator.rules import problem

        copies = [job for job in made if job.copy]
        found = [
            path
            for job in (planned if copies else ())
            for path in earlier_copies(self._target(job).parent, Path(job.file_name).stem, self._ending)
        ]
        if self._replacing:
            self.gone += found
            return
        asked = map(together, copies) if self._together else copies
        wanted = {same_copy(self._target(job)) for job in asked}
        there = [*dict.fromkeys(whole for path in found if same_copy(whole := whole_copy(path)) in wanted)]
        if not there:
            return
        self._refused = True
        named = copies[0].copy and copies[0].copy.named_by  # by a patient's own value, which no message repeats
        more = f" So have {len(there) - 1} more." if len(there) > 1 else ""
        message = f"A copy of an earlier run has this name, and may be another patient’s.{more}"
        raise Rejected(
            [problem("earlier-copy", message, Place(SourceText(str(there[0].parent if named else there[0]))))]
        )

    @contextmanager
    def told_of(self, fill: str | None) -> Iterator[None]:
        """When a run with patients' values fails, what lies there is said to be of an earlier one."""
        from generator.copies import earlier_copies, whole_copy

        try:
            yield
        except SystemExit as end:
            folders = self._out.iterdir() if fill and end.code and not self._refused and self._out.is_dir() else ()
            left = {whole_copy(path) for folder in folders for path in earlier_copies(folder, ending=self._ending)}
            if left:
                lie = "copy of an earlier run lies" if len(left) == 1 else "copies of earlier runs lie"
                what = f"{len(left)} {lie} in {self._out}/"
                click.echo(f"{what}, with other values: not to be printed in place of these.", err=True)
            raise


def build_files(
    project: Project, names: tuple[str, ...], langs: tuple[str, ...], layouts: tuple[str, ...], out: Path,
    jobs: int | None, like: Job, fill: str, name_by: str, spool: Spool, cache: LeafletCache, earlier: Earlier,
) -> list[Finished]:  # fmt: skip
    """What was built, its files in the spool; ends the program with 1 when anything is wrong.

    fill, name_by: see `filling`; cache: leaflets of earlier builds; earlier: copies of earlier runs.
    """
    unchanged, more = Unchanged(cache, out, spool), filling(project, names, fill, name_by, like, earlier.refuse)

    return run(
        project, names, langs, layouts, like, jobs, copies=more, keep=unchanged.keep, known=unchanged.known,
        more=looks(project, like, cache, harmful=bool(fill)),
    )  # fmt: skip


def looks(
    project: Project, like: Job, cache: LeafletCache | None = None, *, harmful: bool
) -> Callable[[list[Finished]], Iterable[Problem]]:
    """What is to be known before leaflets are printed, beside what building them finds; see `Reader.unfinished`."""

    def found(finished: list[Finished]) -> Iterable[Problem]:
        from generator.cli.caching import open_cache
        from generator.cli.review import Reader

        reader = Reader(project, cache or open_cache(project, None, off=True), like)
        return (*reader.unfinished(finished, harmful or like.release), *odd_days(project, finished))

    return found


def odd_days(project: Project, finished: list[Finished]) -> Iterable[Problem]:
    """What is odd about the days in patients' values, in the languages of the copies or in English, as staff write."""
    copies = {one.job.copy.number: one.job.copy for one in finished if one.job.copy}
    if not copies:
        return ()
    from generator.model.languages import find_language
    from generator.review.days import judge_days

    tags = dict.fromkeys(("en", *(tag for one in finished for tag in (one.job.lang, one.job.beside) if tag)))
    languages = dict.fromkeys(language.tag for tag in tags if (language := find_language(tag)))
    return judge_days(list(copies.values()), [project.words(tag) for tag in languages], today())


def _copies(fill: str) -> list[Copy]:
    from generator.filling import read_copies
    from generator.problems import Rejected
    from generator.source import MAX_BYTES

    try:
        with click.open_file(fill, "rb") as file:
            raw = file.read(MAX_BYTES + 1)
        return read_copies(raw, "standard input" if fill == "-" else fill)
    except OSError as error:
        raise click.FileError(fill, error.strerror) from None
    except Rejected as rejected:
        fail(rejected.problems)


def print_jobs(
    finished: list[Finished], files: Mapping[Path, bytes], out: Path
) -> tuple[list[Finished], Mapping[Path, bytes]]:
    """All copies of each leaflet in one file."""
    import hashlib

    from generator.copies import together
    from generator.jobs import target_of
    from generator.sheets.joining import print_job
    from generator.values import replace

    groups: dict[Job, list[Finished]] = {}
    for one in finished:
        groups.setdefault(together(one.job), []).append(one)
    joined, made = [], {}
    for job, copies in groups.items():
        data = print_job((files[target_of(one.job, out)] for one in copies), f"{job} (copies, for printing)")
        made[target_of(job, out)] = data
        sha256, pages = hashlib.sha256(data).hexdigest(), sum(one.pages + one.pages % 2 for one in copies)
        joined.append(replace(copies[0], job=job, pages=pages, size=len(data), sha256=sha256))
    return joined, made


def tell_of_copies(finished: Iterable[Finished], files: Iterable[Path]) -> None:
    """What a nurse should look at: cells that are empty, and copies of an earlier run in the same folder."""
    from generator.copies import earlier_copies, whole_copy
    from generator.model.fields import is_blank

    copies = [one.job.copy for one in finished if one.job.copy]
    blanks = Counter(value.what.lower() for copy in copies for value in copy.values if is_blank(value.text))
    if blanks:
        listed = ", ".join(f"{what} in {counted(number, 'copy', 'copies')}" for what, number in blanks.items())
        click.echo(f"Empty, so that a line to write on is left: {listed}.", err=True)
    written, endings = set(files), {path.suffix for path in files}
    if copies and len(written) <= FEW and not any(copy.named_by for copy in copies):
        click.echo(f"To print: {', '.join(map(str, sorted(written)))}", err=True)
    folders = {path.parent for path in written} if copies else set()
    there = [path for folder in folders for path in earlier_copies(folder) if path.suffix in endings]
    older = {whole_copy(path) for path in there if path not in written}
    if older:
        click.echo(
            f"{counted(len(older), 'copy', 'copies')} of an earlier run beside them: look before you print.", err=True
        )
