"""A release from its order: every leaflet built and judged, further files added, and all of it put in place at once.

ReleaseError
└── Refused      leaflets that may not go out, with all that is known of them
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from generator.build import asked_layout
from generator.cache.leaflets import LeafletCache
from generator.inputs import Inputs, recording
from generator.jobs import PLAIN, Finished, Job, plan_jobs, run_each
from generator.problems import Place, Problem, Rejected, Severity, SourceText
from generator.project import Project, english_title, read_handout
from generator.release import staging
from generator.release.fonts import files_of, fonts_in
from generator.release.gates import findings, shortest
from generator.release.keeping import Kept
from generator.release.makers import MAKERS
from generator.release.manifest import manifest_bytes, sums_bytes
from generator.release.plan import (
    MANIFEST,
    SUMS,
    VERSION,
    Allowed,
    Candidate,
    Item,
    Made,
    Maker,
    Order,
    ReleaseError,
    ReleasePlan,
    TranslationState,
    plain,
)
from generator.release.readers import site_layout, twins_of
from generator.release.signoffs import translation_state
from generator.release.sources import digest, shown_name, sources_of
from generator.review.terms import switched_off, terms_of
from generator.rules import RULES, did_you_mean, problem, quoted
from generator.translation.standing import standing
from generator.values import replace


class Refused(ReleaseError):
    """Leaflets that may not go out.

    leaflets: how many were asked for; kept_back: each with the errors that keep it back; final: rules that no
    permission helps with, since the leaflet cannot be built, or is no valid file.
    """

    def __init__(
        self, leaflets: int, kept_back: Sequence[tuple[Job, tuple[Problem, ...]]], final: Collection[str]
    ) -> None:
        self.leaflets, self.kept_back, self.final = leaflets, tuple(kept_back), frozenset(final)
        super().__init__(f"{len(self.kept_back)} of {leaflets} leaflets may not be released")


def planned(project: Project, order: Order) -> list[Job]:
    """The leaflets of a release: the usual copies and texts that formats have of their own, then the formats asked for.

    Raises `Rejected` for what does not exist, an exception without a reason, or a version that is no folder's name.
    """
    problems = [*_bad_order(order)]
    jobs: dict[Job, None] = {}
    for form in ("", *order.forms):
        like = replace(order.like, form=form, measure=False)  # a gate measures, so that findings can be allowed
        try:
            wanted = _names_for(project, order.names, form)
            found = plan_jobs(project, wanted, order.langs, order.layouts, like, own_texts=True) if wanted else []
            jobs.update(dict.fromkeys(found))
        except Rejected as rejected:
            problems += rejected.problems
    if not problems and order.since:
        problems += _bad_since(project, order)
    if problems:
        raise Rejected(dict.fromkeys(problems))
    return list(jobs)


def _names_for(project: Project, names: tuple[str, ...], form: str) -> tuple[str, ...]:
    """The texts to set in a format; a name such as `warfarin/easy-read` has its own already."""
    wanted = names or tuple(project.handout_names())
    return tuple(name for name in wanted if not form or "/" not in name)


def _bad_order(order: Order) -> Iterator[Problem]:
    place = Place(SourceText("release"))
    if not VERSION.fullmatch(order.version):
        hint = "Write letters, digits, dots and dashes, such as 2026.1."
        yield problem("bad-release", f"{quoted(order.version)} cannot be a version.", place, hint)
    for one in order.allowed:
        if one.rule not in RULES:
            near = did_you_mean(one.rule, sorted(RULES))
            hint = near if near.startswith("Did") else "All rules: handouts explain"
            yield problem("unknown-rule", f"There is no rule {quoted(one.rule)} to allow.", place, hint)
        if not any(char.isalnum() for char in one.reason):
            hint = f'Write it: --allow "{one.rule}=REASON".'
            yield problem("bad-release", f"“{one.rule}” is allowed without a reason.", place, hint)
    wheels = _missing_wheels() if order.vera else []
    if wheels:
        verb, hint = "is" if len(wheels) == 1 else "are", "Install the extra: pip install 'handouts[test]'"
        message = f"veraPDF cannot run: {' and '.join(wheels)} {verb} not installed."
        yield problem("bad-release", message, place, hint)
    for rule in {one.rule for one in order.allowed if [a.rule for a in order.allowed].count(one.rule) > 1}:
        yield problem("bad-release", f"“{rule}” is allowed twice.", place, "Give it one reason.")


def _bad_since(project: Project, order: Order) -> Iterator[Problem]:
    """Pages about copies are carried on by a whole library, and where a brand has an address for them."""
    place = Place(SourceText("release"))
    if order.is_partial:
        message = "A part of the library cannot carry on the pages about copies: what it leaves out is not withdrawn."
        yield problem("bad-release", message, place, "Release the whole library, or leave out --since.")
    elif not site_layout(project, order).brand.currency:
        message = "No brand of this release has an address for the pages about copies (“currency”)."
        yield problem("bad-release", message, place, "Add it to the brand, or leave out --since.")


def _missing_wheels() -> list[str]:
    from generator.checks.verapdf import missing

    return missing()


def examined(project: Project, order: Order, one: Finished) -> Made:
    """What a release has to know of a finished leaflet; runs in the process that built it."""
    final = [plain(error) for error in one.problems if error.severity is Severity.ERROR] if one.failed else []
    try:
        candidate = _candidate(project, order, one)
        found = tuple(map(plain, findings(candidate, one.problems)))
    except Rejected:  # what cannot be read cannot be judged; the build has said why
        found = tuple(map(plain, one.problems))
    twins: tuple[tuple[str, bytes], ...] = ()
    try:
        twins = () if final else twins_of(project, order, one.job)
    except Rejected as rejected:
        final = list(map(plain, rejected.problems))
    if final:
        return Made(one.job, None, found, tuple(final))
    return Made(one.job, _item(candidate, one, found), found, data=one.data, twins=twins)


def judged(project: Project, order: Order, one: Finished) -> Made:
    """`examined`, with what the leaflet and the verdict were made of, so that they can be kept."""
    with recording() as inputs:
        found = examined(project, order, one)
    if one.inputs is None:
        return found
    seen = Inputs()  # what was noted first stays
    seen.add(one.inputs)
    seen.add(inputs)
    return replace(found, inputs=seen)


def _candidate(project: Project, order: Order, one: Finished) -> Candidate:
    job = one.job
    langs = [lang for lang in (job.lang, job.beside) if lang]
    text = project.text_for(job.name, job.form, *langs)
    handouts = tuple(read_handout(project, text, lang) for lang in langs)
    stands = tuple(standing(project, text, lang, one) for lang, one in zip(langs, handouts, strict=True))
    return Candidate(project, job, text, handouts, stands, one.data, order.day, one.pages)


def _item(candidate: Candidate, one: Finished, found: tuple[Problem, ...]) -> Item:
    project, job, handout = candidate.project, candidate.job, candidate.handouts[0]
    layout = asked_layout(project, job)
    profile, checks = terms_of(project, candidate.text, handout)
    sources = sources_of(project, job, candidate.text, candidate.handouts)
    english = english_title(project, candidate.text, job.lang) or english_title(project, job.name, job.lang)
    return Item(
        path=f"{job.layout}/{job.file_name}", job=job, id=handout.id, title=handout.title.plain,
        english=english or (handout.title.plain if handout.lang.partition("-")[0] == "en" else ""),
        version=handout.version, lang=handout.lang, reviewed=min(each.reviewed for each in candidate.handouts),
        next_review=min(each.next_review for each in candidate.handouts), brand=layout.brand.name,
        publisher=layout.brand.publisher, web=layout.brand.web, draft=one.draft, pages=one.pages, size=one.size,
        sha256=one.sha256, translations=_translations(candidate),
        sources=tuple(sorted((shown_name(project, path), digest(path)) for path in sources)),
        fonts=files_of(fonts_in(one.data), layout), profile=profile.name,
        off=tuple(sorted((rule, reason) for rule, reason, _ in switched_off(profile, checks))), findings=found,
    )  # fmt: skip


def _translations(candidate: Candidate) -> tuple[TranslationState, ...]:
    pairs = zip(candidate.handouts, candidate.standings, strict=True)
    return tuple(translation_state(candidate.text, handout, stands) for handout, stands in pairs if stands)


@contextmanager
def made(
    project: Project,
    order: Order,
    out: Path,
    processes: int | None = None,
    watch: Callable[[Iterator[Made], int], Iterable[Made]] = lambda results, _: results,
    makers: Sequence[Maker] = MAKERS,
    cache: LeafletCache | None = None,
) -> Iterator[ReleasePlan]:
    """The whole release in a hidden folder of `out`, which is gone afterwards unless `put_in_place` names it.

    watch: sees each leaflet when it is ready, and their number; cache: leaflets of earlier releases. Raises `Rejected`
    for what was asked for wrongly, `Refused` for leaflets that may not go out, and OSError.
    """
    jobs = planned(project, order)
    with staging.staging(out, order.version) as folder:
        leaflets = _staged(folder, watch(_each(project, order, jobs, processes, cache), len(jobs)), jobs)
        errors = ((one.job, _errors(one, order)) for one in leaflets)
        kept_back = [(job, found) for job, found in errors if found]
        items = [one.item for one in leaflets if one.item]
        if order.vera:
            kept_back += _read_by_verapdf(items, folder)
        if kept_back:
            final = {error.rule for one in leaflets for error in one.final}
            raise Refused(len(jobs), kept_back, final | {"conformance"})
        plan = ReleasePlan(project, order, tuple(items), folder, sum(one.cached for one in leaflets))
        _changed_meanwhile(project, plan.items)
        for maker in makers:
            for path, data in maker(plan).items():
                staging.add(folder, path, data)
        if order.vera:
            _sheets_by_verapdf(plan)
        staging.add(folder, MANIFEST, manifest_bytes(plan))
        staging.add(folder, SUMS, sums_bytes(folder))
        yield plan


def _staged(folder: Path, leaflets: Iterable[Made], jobs: Sequence[Job]) -> list[Made]:
    """The leaflets in the order of the jobs, what they are made of written to the folder."""
    found: dict[Job, Made] = {}
    for one in leaflets:
        if one.item:
            for path, data in ((one.item.path, one.data), *one.twins):
                staging.add(folder, path, data)
        found[one.job] = replace(one, data=b"", twins=())
    return shortest([found[job] for job in jobs])


def _each(
    project: Project, order: Order, jobs: Sequence[Job], processes: int | None, cache: LeafletCache | None
) -> Iterator[Made]:
    """Every leaflet, those first that have to be made."""
    judge = partial(judged, project, replace(order, since=None))  # its data need not go to every process
    if cache is None:
        yield from run_each(project, jobs, judge, processes)
        return
    kept = Kept(cache, order)
    known = kept.known(jobs)
    yield from map(kept.keep, run_each(project, [job for job in jobs if job not in known], judge, processes))
    lost = []
    for job, said in known.items():
        one = kept.taken(job, said)
        if one:
            yield one
        else:
            lost.append(job)
    kept.pause()
    yield from map(kept.keep, run_each(project, lost, judge, processes))


def _errors(one: Made, order: Order) -> tuple[Problem, ...]:
    """What keeps a leaflet back; that it could not be built is no matter of permission."""
    allowed = {each.rule for each in order.allowed}
    judged = (p for p in one.found if p.severity is Severity.ERROR and p.rule not in allowed)
    return tuple(dict.fromkeys((*one.final, *judged)))


def _read_by_verapdf(items: Iterable[Item], folder: Path) -> list[tuple[Job, tuple[Problem, ...]]]:
    from generator.checks.verapdf import failures

    kept_back = []
    for item in items:
        found = failures((folder / item.path).read_bytes(), item.job.standard)
        if found:
            place = Place(SourceText(item.path))
            kept_back.append((item.job, tuple(problem("conformance", f"veraPDF: {one}", place) for one in found)))
    return kept_back


def _sheets_by_verapdf(plan: ReleasePlan) -> None:
    """What veraPDF says of PDFs that makers have added. Raises `Rejected`."""
    from generator.checks.verapdf import failures

    leaflets = {item.path for item in plan.items}
    added = [path for path in staging.files_in(plan.folder) if path.endswith(".pdf") and path not in leaflets]
    found = [
        problem("conformance", f"veraPDF: {one}", Place(SourceText(path)))
        for path in added
        for one in failures(plan.read(path), PLAIN.standard)
    ]
    if found:
        raise Rejected(found)


def _changed_meanwhile(project: Project, items: Iterable[Item]) -> None:
    """Every file still says what it said to each leaflet. Raises `Rejected`."""
    known: dict[str, str] = {}
    changed: dict[str, None] = {}
    for item in items:
        for name, sha in item.sources:
            if known.setdefault(name, sha) != sha:
                changed[name] = None
    for name, sha in known.items():
        path = project.root / name
        if not name.startswith("generator/") and (not path.is_file() or digest(path) != sha):
            changed[name] = None
    if changed:
        message = "This file changed while the release was made."
        raise Rejected([problem("changed-meanwhile", message, Place(SourceText(name))) for name in changed])


def unused(plan: ReleasePlan) -> list[Allowed]:
    """Exceptions that no leaflet needed."""
    met = {finding.rule for item in plan.items for finding in item.findings if finding.severity is Severity.ERROR}
    return [one for one in plan.order.allowed if one.rule not in met]
