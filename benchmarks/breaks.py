"""How pages end: the part of each page that stays empty, over the whole library, every format and layout.

    python benchmarks/breaks.py [--json FILE] [--against FILE] [--name NAME] [--lang LANG] [--worst N] [--root FOLDER]

Nothing is written: pages are set, looked at and thrown away. The last page of a leaflet ends where its text does, and
is counted apart.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from generator import build  # noqa: E402
from generator.jobs import plan_jobs  # noqa: E402
from generator.model.blocks.words import Heading, KeyPoints, Paragraph, References  # noqa: E402
from generator.problems import Rejected  # noqa: E402
from generator.project import Project  # noqa: E402
from generator.values import replace  # noqa: E402

FORMATS = ("", "large-print", "giant-print", "easy-read", "dyslexia-friendly")
# Parts of a page from which on it is counted as half empty, and of a last page that is hardly begun.
THIRD, SPARSE = 1 / 3, 0.2
Look = dict[str, Any]


def look_at(pages: list[list[Any]], furniture: Any) -> Look:
    """What is to be said of a leaflet's pages: the empty part of each, and what is parted that should not be."""
    page, found = furniture.styles.page, Look(empty=[], key=0, key_parts=0, notice_parts=0, alone="", above=[], torn=[])
    top, bottom = page.height - page.margins.top, furniture.bottom
    head = furniture.head.height if page.header.later == "running" else 0.0
    for number, placed in enumerate(pages):
        flows = [one for one in placed if not one.flowable.AT_FOOT]
        foot = max((one.top for one in placed if one.flowable.AT_FOOT), default=bottom)
        whole = top - bottom - (head if number else page.header.space)
        lowest = min((one.top - one.flowable.height(one.width) for one in flows), default=top)
        found["empty"].append(round(max(0.0, lowest - foot) / whole, 3))
        found["above"].append(" ".join(_named(one.flowable) for one in flows[:3]) or "a slip")
        found["torn"].append(bool(flows) and isinstance(flows[-1].flowable.block, Heading | Paragraph))
        kinds = {type(one.flowable.block) for one in flows}
        if KeyPoints in kinds:
            found["key"] = found["key"] or number + 1
            found["key_parts"] += 1
        found["notice_parts"] += any(
            one.flowable.block is None and type(one.flowable).__name__ == "BoxFlow" for one in flows
        )
    found["alone"] = "alone" if kinds <= {References, type(None)} else ""
    return found


def _named(flow: Any) -> str:
    block = type(flow.block).__name__ if flow.block is not None else ""
    return f"{type(flow).__name__}/{block}{'/whole' if getattr(flow, 'keep_with_next', False) else ''}"


def looks(arguments: tuple[str, list[Any]]) -> dict[str, Look]:
    """Each leaflet of a list of jobs: its pages, or why there are none."""
    root, jobs = arguments
    project, found = Project.at(Path(root)), dict[str, Look]()
    seen: list[Look] = []
    vars(build)["draw_pages"] = lambda surface, pages, furniture: seen.append(look_at(pages, furniture))
    vars(build)["write_leaflet"] = lambda *_, **__: b""
    for job in jobs:
        seen.clear()
        try:
            build.begin_leaflet(project, job, check=False)
            found[f"{job.name} {job.lang} {job.layout} {job.form or 'standard'}"] = seen[0]
        except Rejected as refused:
            print(f"{job}: {refused.problems[0].message}", file=sys.stderr)
    return found


def measured(root: Path, names: list[str], langs: list[str]) -> dict[str, Look]:
    """Every leaflet, language, layout and format, by two processes."""
    plain = plan_jobs(Project.at(root), names, langs, [])
    jobs = [replace(job, form=form) for job in plain for form in FORMATS]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        found = dict[str, Look]()
        for part in pool.imap_unordered(looks, [(str(root), jobs[at : at + 25]) for at in range(0, len(jobs), 25)]):
            found |= part
    return dict(sorted(found.items()))


def summed(found: dict[str, Look]) -> Iterator[tuple[str, str]]:
    """What is counted over all leaflets."""
    inner = [empty for look in found.values() for empty in look["empty"][:-1]]
    yield "leaflets", str(len(found))
    yield "pages", str(sum(len(look["empty"]) for look in found.values()))
    yield "mean empty part of a page but the last", f"{100 * sum(inner) / len(inner):.2f} %"
    for part in (0.25, THIRD, 0.5, 0.6):
        yield f"pages but the last that are more than {100 * part:.0f} % empty", str(sum(e > part for e in inner))
    yield "the emptiest page but a last", f"{100 * max(inner):.0f} %"
    ends = [end for look in found.values() for end in zip(look["torn"], look["above"][1:], strict=False)]
    torn = sum(words and above.startswith("TitleAgain") for words, above in ends)
    yield "headings with an introduction at the foot of a page, what they lead to overleaf", str(torn)
    last = [look for look in found.values() if len(look["empty"]) > 1]
    yield "last pages that are filled less than a fifth", str(sum(look["empty"][-1] > 1 - SPARSE for look in last))
    yield "last pages of sources or a colophon alone", str(sum(bool(look["alone"]) for look in last))
    keyed = [look for look in found.values() if look["key"]]
    yield "key points that begin behind the first page", str(sum(look["key"] > 1 for look in keyed))
    yield "key points in parts", str(sum(look["key_parts"] > 1 for look in keyed))
    yield "notices in parts", str(sum(look["notice_parts"] > 1 for look in found.values()))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="How pages end, over the whole library.")
    parser.add_argument("--json", type=Path, help="a file to keep what was found")
    parser.add_argument("--against", type=Path, help="what was kept before")
    parser.add_argument("--name", action="append", default=[])
    parser.add_argument("--lang", action="append", default=[])
    parser.add_argument("--worst", type=int, default=15, help="how many of the emptiest pages to list")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    options = parser.parse_args(arguments)
    found = measured(options.root, options.name, options.lang)
    if options.json:
        options.json.write_text(json.dumps(found, indent=0), encoding="utf-8")
    before = dict(summed(json.loads(options.against.read_text(encoding="utf-8")))) if options.against else {}
    for what, value in summed(found):
        print(f"| {what} | {before[what] + ' | ' if before else ''}{value} |")
    pages = [(e, n + 1, name) for name, look in found.items() for n, e in enumerate(look["empty"][:-1])]
    for empty, number, name in sorted(pages, reverse=True)[: options.worst]:
        print(f"{100 * empty:.0f} % of page {number}: {name}, then {found[name]['above'][number]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
