"""What a release says to the person at the terminal: who is kept back and why, and what went out by permission."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.problems import Problem, Severity, counted, shown
from generator.release.making import Refused
from generator.release.plan import ReleasePlan
from generator.release.readers import CURRENCY, site_layout
from generator.rules import RULES

_MOST = 20


def refusal(refused: Refused) -> Iterator[str]:
    """The full list, rule by rule, the largest group first; each finding once, however many copies it is in."""
    groups: dict[str, dict[Problem, None]] = {}
    copies: dict[str, set[str]] = {}
    for job, problems in refused.kept_back:
        for one in problems:
            groups.setdefault(one.rule, {})[one] = None
            copies.setdefault(one.rule, set()).add(str(job))
    kept = counted(len(refused.kept_back), "leaflet")
    yield f"Not released: {kept} of {refused.leaflets} may not go out."
    for rule, found in sorted(groups.items(), key=lambda group: (-len(copies[group[0]]), group[0])):
        yield ""
        what = RULES[rule].what
        yield f"{rule}: {counted(len(found), 'finding')} in {counted(len(copies[rule]), 'leaflet')}. {what}"
        yield from ["  No permission helps: the leaflet cannot be built."] if rule in refused.final else []
        hints = dict.fromkeys(one.hint for one in found if one.hint)
        for one in found:
            told = f"    hint: {shown(one.hint)}" if len(hints) > 1 and one.hint else ""
            yield "\n".join(filter(None, (f"  {one.place}: {shown(one.message)}", told)))
        if len(hints) == 1:
            yield f"    hint: {shown(next(iter(hints)))}"
    yield ""
    helps = groups.keys() - refused.final
    how = f' To let a rule pass, give a reason for the manifest: --allow "{min(helps)}=REASON".' if helps else ""
    yield f"Nothing was written.{how}"


def exceptions(plan: ReleasePlan) -> Iterator[str]:
    """What went out by permission, with the reason."""
    for one in plan.order.allowed:
        its = [
            sum(found.rule == one.rule and found.severity is Severity.ERROR for found in item.findings)
            for item in plan.items
        ]
        if any(its):
            yield f"Allowed: {one.rule} in {counted(sum(map(bool, its)), 'leaflet')}, because: {shown(one.reason)}"


def copies_left_out(plan: ReleasePlan) -> Iterator[str]:
    """That a part of the library has no pages about copies, though its brand prints their address."""
    if plan.order.is_partial and site_layout(plan.project, plan.order).brand.currency:
        yield "A part of the library: it has no pages about copies (c/). Those of the last whole release stay right."


def copies_forgotten(plan: ReleasePlan, target: Path) -> Iterator[str]:
    """That releases beside this one have pages about copies, which it does not carry on. target: of the release."""
    if plan.order.since or not (target / CURRENCY).is_file():
        return
    others = sorted(path.parents[1] for path in target.parent.glob(f"*/{CURRENCY}") if path.parents[1] != target)
    if others:
        yield f"Older copies on paper are not in its pages (c/): --since {others[-1]} would carry them on."


def listed(paths: Sequence[str]) -> Iterator[str]:
    """The first of many paths, and how many there are more."""
    yield from paths[:_MOST]
    if len(paths) > _MOST:
        yield f"… and {len(paths) - _MOST:,} more"
