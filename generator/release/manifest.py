"""`manifest.json`: what a release holds, what it was made from, who signed, and what the checks said.

Its form is in `layouts/schemas/manifest.json`. It names no machine, no user and no time but the day of the release, so
that the same input gives the same bytes anywhere.
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator.checks.conformance import STANDARDS
from generator.job import Job
from generator.model.languages import find_language
from generator.model.layout import MODES
from generator.release.fonts import font_facts
from generator.release.plan import (
    MANIFEST,
    SUMS,
    Allowed,
    Item,
    NotARelease,
    Order,
    ReleasePlan,
    Since,
    TranslationState,
)
from generator.release.shape import ANY, fault_in
from generator.release.software import versions
from generator.release.sources import digest, generator_digest, shown_name
from generator.release.staging import files_in, leads_out

# The form of the manifest; a reader refuses one that it does not know.
FORM = 1
# Media types that Python's table leaves to the system.
_TYPES = {
    ".cdx.json": "application/vnd.cyclonedx+json",
    ".fhir.json": "application/fhir+json",
    ".json": "application/json",
}
# What readers of a manifest go by, and what building anew goes by: a manifest may come from a stranger.
_NEEDED = {
    "release": {"version": str, "date": str},
    "leaflets": [
        {
            "path": str, "sha256": str, "name": str, "title": str, "layout": str, "standard": str,
            "language": {"tag": str, "english": str}, "translations": [{"status": str}], "sources": [str],
            "fonts": [str],
        }
    ],
    "files": [{"path": str, "sha256": str}],
    "fonts": {ANY: {"sha256": str}},
    "sources": {ANY: str},
    "software": {ANY: str},
}  # fmt: skip
_ASKED = {
    "options": {
        "names": [str], "languages": [str], "layouts": [str], "formats": [str], "vera": bool,
        "allow": [{"rule": str, "reason": str}],
        "beside": str, "brand": str, "paper": str, "mode": str, "standard": str, "fillable": bool, "fallback": bool,
    },
}  # fmt: skip
_BEFORE = {"version": str, "sha256": str}
_LOOKS = ("beside", "brand", "paper", "mode", "standard", "fillable", "fallback")


def manifest_of(plan: ReleasePlan) -> dict[str, Any]:
    """The manifest of a release all of whose other files stand in its folder."""
    software, order = versions(), plan.order
    leaflets = {item.path for item in plan.items}
    return {
        "manifest": FORM,
        "release": {"version": order.version, "date": order.day.isoformat()},
        "options": options_of(order),
        "software": software,
        "generator": generator_digest(plan.project.builtin_layouts),
        "exceptions": [_exception(one, plan.items) for one in order.allowed],
        "leaflets": [_leaflet(item, order, software) for item in plan.items],
        "files": [_file(plan.folder, path) for path in files_in(plan.folder) if path not in leaflets],
        "fonts": {name: font_facts(path, shown_name(plan.project, path)) for name, path in _fonts(plan.items)},
        "sources": dict(sorted({name: sha for item in plan.items for name, sha in item.sources}.items())),
    }


def manifest_bytes(plan: ReleasePlan) -> bytes:
    """The manifest as it is written."""
    return (json.dumps(manifest_of(plan), indent=2, ensure_ascii=False) + "\n").encode()


def sums_bytes(folder: Path) -> bytes:
    """`SHA256SUMS`, as `sha256sum -c` reads it: every file of the release but itself."""
    return "".join(f"{digest(folder / path)}  {path}\n" for path in files_in(folder) if path != SUMS).encode()


def options_of(order: Order) -> dict[str, Any]:
    """What was asked for, so that it can be asked for again."""
    like = {name: getattr(order.like, name) for name in _LOOKS}
    return {
        "names": list(order.names), "languages": list(order.langs), "layouts": list(order.layouts),
        "formats": list(order.forms), **like, "vera": order.vera,
        "since": {"version": order.since.version, "sha256": order.since.sha256} if order.since else None,
        "allow": [{"rule": one.rule, "reason": one.reason} for one in order.allowed],
    }  # fmt: skip


def order_of(manifest: Mapping[str, Any], published: bytes | None = None) -> Order:
    """What a manifest says was asked for. Raises `NotARelease` when it says no such thing.

    published: the release's own `c/currency.json`. Of what came before, it says the same as the file that it was made
    from, which need not be there any more.
    """
    fault = fault_in(manifest, _ASKED)
    options, release = manifest.get("options", {}), manifest["release"]
    before = None if fault else options.get("since")
    if not fault and options["standard"] not in STANDARDS:
        fault = f"“{options['standard']}” is no standard"
    if not fault and options["mode"] not in ("", *MODES):
        fault = f"“{options['mode']}” is no mode"
    if before is not None:
        fault = fault or fault_in(before, _BEFORE, "options.since")
    try:
        day = date.fromisoformat(release["date"])
    except ValueError as error:
        fault = fault or str(error)
    if fault:
        raise NotARelease(f"{MANIFEST} does not say how the release was made: {fault}")
    names, langs, layouts, forms = (tuple(options[key]) for key in ("names", "languages", "layouts", "formats"))
    like = Job("", "", "", **{name: options[name] for name in _LOOKS})
    allowed = tuple(Allowed(one["rule"], one["reason"]) for one in options["allow"])
    since = Since(before["version"], before["sha256"], published) if before else None
    return Order(release["version"], day, names, langs, layouts, forms, like, allowed, options["vera"], since)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a release. Raises `NotARelease` when there is none, or none that can be read."""
    path = folder / MANIFEST
    try:
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise NotARelease(f"{path}: this is no release: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise NotARelease(f"{path}: this is no JSON: {error}") from error
    if not isinstance(found, dict) or found.get("manifest") != FORM:
        raise NotARelease(f"{path}: this is no manifest of form {FORM}")
    fault = fault_in(found, _NEEDED)
    if fault:
        raise NotARelease(f"{path}: the manifest is damaged: {fault}")
    for name in (*(one["path"] for one in (*found["leaflets"], *found["files"])), *found["sources"]):
        if leads_out(name):
            raise NotARelease(f"{path}: “{name}” leads out of its folder; no release says so")
    return found


def _exception(one: Allowed, items: Iterable[Item]) -> dict[str, Any]:
    counts = [sum(finding.rule == one.rule for finding in item.findings) for item in items]
    return {"rule": one.rule, "reason": one.reason, "findings": sum(counts), "leaflets": sum(map(bool, counts))}


def _leaflet(item: Item, order: Order, software: Mapping[str, str]) -> dict[str, Any]:
    job = item.job
    return {
        "path": item.path, "id": item.id, "name": job.name, "title": item.title, "english": item.english,
        "version": item.version, "language": _language(item.lang),
        "beside": _language(job.beside) if job.beside else None,
        "layout": job.layout, "format": job.form, "paper": job.paper, "brand": item.brand, "publisher": item.publisher,
        "mode": job.mode, "standard": job.standard, "fillable": job.fillable, "pages": item.pages, "bytes": item.size,
        "sha256": item.sha256, "reviewed": item.reviewed.isoformat(), "next-review": item.next_review.isoformat(),
        "draft": item.draft, "translations": [_translation(one) for one in item.translations],
        "profile": item.profile, "off": [{"rule": rule, "reason": reason} for rule, reason in item.off],
        "findings": _findings(item, order.allowed), "validators": validators_of(job.standard, software, order.vera),
        "fonts": [name for name, _ in item.fonts], "sources": [name for name, _ in item.sources],
    }  # fmt: skip


def _language(tag: str) -> dict[str, str]:
    known = find_language(tag)
    return {"tag": tag, "name": known.name if known else tag, "english": known.english if known else tag}


def _translation(state: TranslationState) -> dict[str, Any]:
    return {
        "language": state.lang, "from": state.of, "source-version": state.source_version, "status": state.status,
        "texts": dict(state.texts), "out-of-date": state.out_of_date,
        "signed": [
            {"role": one.role, "name": one.name, "texts": one.texts, "last": one.last.isoformat() if one.last else None}
            for one in state.signed
        ],
    }  # fmt: skip


def _findings(item: Item, allowed: Iterable[Allowed]) -> list[dict[str, Any]]:
    """By rule and severity, each with its places; what was allowed, with the reason."""
    reasons = {one.rule: one.reason for one in allowed}
    counts = Counter((one.rule, str(one.severity)) for one in item.findings)
    return [
        {
            "rule": rule, "severity": severity, "count": count,
            "allowed": reasons.get(rule, "") if severity == "error" else "",
            "at": _places(item, rule, severity),
        }
        for (rule, severity), count in sorted(counts.items())
    ]  # fmt: skip


def _places(item: Item, rule: str, severity: str) -> list[str]:
    its = (one for one in item.findings if (one.rule, str(one.severity)) == (rule, severity))
    return list(dict.fromkeys(str(one.place) for one in its))


def validators_of(standard: str, software: Mapping[str, str], vera: bool) -> list[dict[str, str]]:
    """Who read the file and found nothing: a file that one of them refuses is in no release."""
    found = [
        {
            "name": "page-validation",
            "version": software.get("page-validation", ""),
            "checks": checks,
            "verdict": "passed",
        }
        for checks in STANDARDS[standard].profiles.values()
    ]
    found.append(
        {
            "name": "handouts witness",
            "version": software["handouts"],
            "checks": "text, tags and fonts of the finished file",
            "verdict": "passed",
        }
    )
    if vera:
        from generator.checks.verapdf import NAMES, version

        found += [
            {"name": "veraPDF", "version": version(), "checks": name, "verdict": "passed"} for name in NAMES[standard]
        ]
    return found


def _file(folder: Path, path: str) -> dict[str, Any]:
    size = (folder / path).stat().st_size
    return {"path": path, "type": media_type(path), "bytes": size, "sha256": digest(folder / path)}


def media_type(path: str) -> str:
    """The media type of a file by its name (IANA); the system's own table is not asked."""
    known = next((kind for end, kind in _TYPES.items() if path.endswith(end)), "")
    return known or mimetypes.MimeTypes(filenames=()).guess_type(path)[0] or "application/octet-stream"


def _fonts(items: Iterable[Item]) -> list[tuple[str, Path]]:
    return sorted({name: path for item in items for name, path in item.fonts}.items())


def sha1(data: bytes) -> bytes:
    """SHA-1, which FHIR R4 asks for; it guards nothing here."""
    return hashlib.sha1(data, usedforsecurity=False).digest()
