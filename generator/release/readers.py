"""What a release has for readers beside its PDFs: their twins as HTML and text, the index, the sheet for the ward, and
the pages that say whether a copy on paper is current.

The twins of one text in two layouts are the same words: they are made once, by the process that built the first of the
leaflets, and copied beside the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.build import asked_layout
from generator.job import Job
from generator.model.layout import Layout
from generator.project import Project
from generator.release.manifest import read_manifest
from generator.release.plan import MANIFEST, Item, NotARelease, Order, ReleasePlan, Since
from generator.release.sources import digest
from generator.twins.currency import DATA, FOLDER
from generator.twins.listing import File, Listed, one_line
from generator.twins.page import read_copy
from generator.twins.release import release_files
from generator.twins.twin import WRITERS
from generator.values import replace

# The twins of a PDF: how each is written, what it ends in, and what the index calls it.
_TWINS = (("html", ".html", "HTML"), ("text", ".txt", "Text"))
CURRENCY = f"{FOLDER}/{DATA}"


def twins_of(project: Project, order: Order, job: Job) -> tuple[tuple[str, bytes], ...]:
    """The twins of a leaflet, by their paths; none when a leaflet in another layout of the release has the same. Raises
    `Rejected` for a text that a twin cannot be made of."""
    if _first_layout(project, order, job) != job.layout:
        return ()
    copy = read_copy(project, job)
    return tuple((_beside(job, end), WRITERS[kind](copy)) for kind, end, _ in _TWINS)


def twins(plan: ReleasePlan) -> Mapping[str, bytes]:
    """The maker of the twins that are the same as another layout's."""
    found = {}
    for item in plan.items:
        first = _first_layout(plan.project, plan.order, item.job)
        if first != item.job.layout:
            for _, end, _ in _TWINS:
                found[_beside(item.job, end)] = plan.read(_beside(replace(item.job, layout=first), end))
    return found


def pages(plan: ReleasePlan) -> Mapping[str, bytes]:
    """The maker of the index, the ward's sheet, and the pages about copies.

    A release of a part of the library has none about copies: they would call withdrawn what it leaves out.
    """
    order = plan.order
    layout = site_layout(plan.project, order)
    if order.is_partial:
        layout = replace(layout, brand=replace(layout.brand, currency=""))
    earlier = order.since.data if order.since else None
    return release_files(plan.project, layout, listed_items(plan), order.version, order.day, earlier)


def site_layout(project: Project, order: Order) -> Layout:
    """The look of the pages of a release: of its first layout whose brand has an address for them, or of its first.
    Raises `Rejected` when there is none."""
    names = order.layouts or project.default_layouts()
    layouts = [asked_layout(project, replace(order.like, layout=name, form="")) for name in names]
    return next((layout for layout in layouts if layout.brand.currency), layouts[0])


def read_since(folder: Path) -> Since:
    """The release before: which versions it and those before it have published. Raises `NotARelease` for a folder that
    does not tell, and for a list that is not the one of its manifest."""
    found, path = read_manifest(folder), folder / CURRENCY
    listed = next((str(one["sha256"]) for one in found["files"] if one["path"] == CURRENCY), "")
    if not listed or not path.is_file():
        message = "this release has no pages about copies that could be carried on; leave out --since"
        raise NotARelease(f"{path}: {message}")
    if digest(path) != listed:
        raise NotARelease(f"{path}: the file is not the one that {MANIFEST} has")
    return Since(str(found.get("release", {}).get("version", "")), listed, path.read_bytes())


# -- what the index lists ---------------------------------------------------------------------------------------------


def listed_items(plan: ReleasePlan) -> list[Listed]:
    """Each text in each language once, with its files."""
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in plan.items:
        job = item.job
        text = plan.project.text_for(job.name, job.form, *filter(None, (job.lang, job.beside)))
        groups.setdefault((text, item.lang), []).append(item)
    return [_listed(plan, name, items) for (name, _), items in groups.items()]


def _listed(plan: ReleasePlan, name: str, items: list[Item]) -> Listed:
    one = items[0]
    title = one_line(one.title)
    return Listed(
        name, one.id, one.version, one.lang, title, one_line(one.english) or title, one.reviewed, one.next_review,
        any(item.draft for item in items), tuple(_files(plan, items)),
    )  # fmt: skip


def _files(plan: ReleasePlan, items: list[Item]) -> list[File]:
    """Every PDF, and every twin that says something else than those before it."""
    files = [File("PDF", item.path, note) for item, note in zip(items, _notes(items), strict=True)]
    for _, end, kind in _TWINS:
        different = list({plan.read(_beside(item.job, end)): item for item in reversed(items)}.values())[::-1]
        files += [
            File(kind, _beside(item.job, end), note) for item, note in zip(different, _notes(different), strict=True)
        ]
    return files


def _notes(items: list[Item]) -> list[str]:
    """What tells the files of one text apart: layout, format, or nothing where there is but one."""
    layouts = {item.job.layout for item in items}
    forms = {item.job.form for item in items}
    return [
        ", ".join(filter(None, (item.job.layout if len(layouts) > 1 else "", item.job.form if len(forms) > 1 else "")))
        for item in items
    ]


def _beside(job: Job, end: str) -> str:
    return f"{job.layout}/{job.file_name.removesuffix('.pdf')}{end}"


def _first_layout(project: Project, order: Order, job: Job) -> str:
    """The first layout of the release in which a leaflet's twins are what they are in its own."""
    own = _said_by(asked_layout(project, job))
    for name in order.layouts or project.default_layouts():
        if name == job.layout or _said_by(asked_layout(project, replace(job, layout=name))) == own:
            return name
    return job.layout


def _said_by(layout: Layout) -> tuple[object, ...]:
    """Of a layout, what a twin depends on: see `twins.page` and `twins.css`."""
    return layout.brand, layout.type, layout.out_of_date, layout.text, layout.format, layout.mode
