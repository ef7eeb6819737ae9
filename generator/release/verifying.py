"""Whether a release is what its manifest says, and what the project would still make today.

Three looks, each at what the one before it cannot see: the sums tell a file that changed; validator and witness tell a
PDF that is wrong; building anew tells a release whose sums were changed along with it, and which input differs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.checks.conformance import STANDARDS
from generator.checks.witness import start_check
from generator.jobs import PLAIN
from generator.problems import Rejected, counted, shown
from generator.project import Project
from generator.release.making import Refused, made
from generator.release.manifest import order_of, read_manifest
from generator.release.plan import MANIFEST, SUMS, Made, NotARelease
from generator.release.readers import CURRENCY
from generator.release.sources import digest, named_path
from generator.release.staging import different, files_in
from generator.values import Frozen, as_dict, replace

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_UNEXPLAINED = "Built anew it is another file, though no input differs: the file was changed."
_FOLLOWS = "Built anew it is another file; it follows from the leaflets."
Watch = Callable[[Iterator[Made], int], Iterable[Made]]


class Discrepancy(Frozen):
    """One thing that is not as it should be.

    kind: missing, extra, changed, manifest (the manifest says otherwise), conformance, refused (by the project as it
    stands), rebuilt (not the same when built anew) or input.
    """

    kind: str
    path: str
    message: str

    def __str__(self) -> str:
        return f"{shown(self.path)}: {shown(self.message)} [{self.kind}]"


class Report(Frozen):
    """What was looked at and what was found. files: how many the release has; rebuilt: whether they were built anew."""

    version: str
    files: int
    leaflets: int
    rebuilt: bool
    found: tuple[Discrepancy, ...]

    @property
    def good(self) -> bool:
        return not self.found

    @property
    def outdated(self) -> bool:
        """Whether all that was found is that the project or the software is not what it was then."""
        kinds = {one.kind for one in self.found}
        changed = any(one.message == _UNEXPLAINED for one in self.found)
        return "input" in kinds and kinds <= {"input", "rebuilt", "refused"} and not changed

    def as_dict(self) -> dict[str, Any]:
        return {"good": self.good, **as_dict(self)}

    def lines(self) -> Iterator[str]:
        if self.outdated:
            yield f"The files of {shown(self.version)} are intact. What it was made from has changed since:"
        yield from _together(self.found) if self.outdated else map(str, self.found)
        looked = f"{counted(self.files, 'file')}, {counted(self.leaflets, 'leaflet')}"
        how = "hashes and conformance" + (", and every byte built anew" if self.rebuilt else "; not built anew")
        if self.good:
            yield f"Release {shown(self.version)} is as it was made: {looked}; {how}."
        else:
            found = counted(len(self.found), "discrepancy", "discrepancies")
            begin = "" if self.outdated else f"Release {shown(self.version)} is not as it was made: "
            yield f"{begin}{found} in {looked}; {how}."


def _together(found: Sequence[Discrepancy]) -> Iterator[str]:
    """What differs first; then what it changed, files with one reason in one line: nobody has touched them, and JSON
    has them all."""
    groups: dict[tuple[str, str], list[Discrepancy]] = {}
    for one in sorted(found, key=lambda one: one.kind != "input"):
        apart = one.path if one.kind != "rebuilt" else ""
        groups.setdefault((one.message, apart), []).append(one)
    for first, *others in groups.values():
        more = f" and {len(others)} more" if others else ""
        yield str(replace(first, path=f"{first.path}{more}"))


def verified(
    folder: Path, project: Project | None, processes: int | None = None, watch: Watch = lambda results, _: results
) -> Report:
    """Look at a release. project: to build it anew from; None: without.

    Raises `NotARelease`, and OSError.
    """
    manifest = read_manifest(folder)
    there = files_in(folder)
    found = [*_against_sums(folder, there), *_against_manifest(folder, manifest, there)]
    rebuilt, differing = (
        False,
        there,
    )  # whose conformance nothing else has shown
    if project:
        try:
            anew, differing = _anew(folder, manifest, project, processes, watch)
            found, rebuilt = [*found, *anew], True
        except (Refused, Rejected) as refused:
            found += [*_refused(refused), *_sources_now(manifest, project)]
    pdfs = [*manifest["leaflets"], *({**one, "standard": PLAIN.standard} for one in _added_pdfs(manifest))]
    found += _conformance(folder, [one for one in pdfs if one["path"] in set(differing)])
    version = manifest["release"]["version"]
    return Report(version, len(there), len(manifest["leaflets"]), rebuilt, tuple(dict.fromkeys(found)))


def _added_pdfs(manifest: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """PDFs that are no leaflets, such as the ward's sheet."""
    return (one for one in manifest["files"] if str(one["path"]).endswith(".pdf"))


def _published(folder: Path) -> bytes | None:
    """What the release says of all versions that were ever published."""
    path = folder / CURRENCY
    return path.read_bytes() if path.is_file() else None


def _against_sums(folder: Path, there: Sequence[str]) -> Iterator[Discrepancy]:
    try:
        text = (folder / SUMS).read_text(encoding="utf-8")
    except FileNotFoundError:
        yield Discrepancy("missing", SUMS, "The file is not there.")
        return
    except UnicodeDecodeError:
        yield Discrepancy("changed", SUMS, "The file is no text.")
        return
    sums: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line)
        if match is None:
            yield Discrepancy("changed", SUMS, f"Line {number} is no sum.")
        else:
            sums[match[2]] = match[1]
    for path, sha in sums.items():
        if path not in there or not (folder / path).is_file():
            yield Discrepancy("missing", path, "The file is not there.")
        elif digest(folder / path) != sha:
            yield Discrepancy("changed", path, f"The file is not the one that {SUMS} has.")
    for path in there:
        if path not in sums and path != SUMS:
            yield Discrepancy("extra", path, f"The file does not belong to the release: {SUMS} does not have it.")


def _against_manifest(folder: Path, manifest: Mapping[str, Any], there: Sequence[str]) -> Iterator[Discrepancy]:
    listed = {str(one["path"]): str(one["sha256"]) for one in (*manifest["leaflets"], *manifest["files"])}
    for path, sha in listed.items():
        if path not in there or not (folder / path).is_file():
            yield Discrepancy("missing", path, "The file is not there.")
        elif digest(folder / path) != sha:
            yield Discrepancy("manifest", path, f"The file is not the one that {MANIFEST} has.")
    for path in there:
        if path not in (*listed, MANIFEST, SUMS):
            yield Discrepancy("manifest", path, f"{MANIFEST} does not have the file.")


def _conformance(folder: Path, leaflets: Sequence[Mapping[str, Any]]) -> Iterator[Discrepancy]:
    """What validator and witness say of the files. Of a file built anew to the byte, the build has said it."""
    for one in leaflets:
        path = folder / str(one["path"])
        if not path.is_file():
            continue
        standard = str(one["standard"])
        if standard not in STANDARDS:
            raise NotARelease(f"{MANIFEST}: “{standard}” is no standard")
        for fault in start_check(path.read_bytes(), standard, ()).faults():
            yield Discrepancy("conformance", str(one["path"]), fault.message)


def _anew(
    folder: Path, manifest: Mapping[str, Any], project: Project, processes: int | None, watch: Watch
) -> tuple[list[Discrepancy], list[str]]:
    """The release built once more, from what its manifest says was asked for; and the paths that are not the same."""
    import tempfile

    with (
        tempfile.TemporaryDirectory(prefix="handouts-verify-") as scratch,
        made(project, order_of(manifest, _published(folder)), Path(scratch), processes, watch) as plan,
    ):
        differing = different(plan.folder, folder)
        if not differing:
            return [], []
        now = read_manifest(plan.folder)
        inputs = list(_inputs(manifest, now))
        new = {one["path"]: one for one in now["leaflets"]}
        old = {one["path"]: one for one in manifest["leaflets"]}
        found = [Discrepancy("input", name, message) for name, message in inputs]
        changed = {name for name, _ in inputs}
        for path in differing:
            if path in (MANIFEST, SUMS) and inputs:
                continue  # they tell what the input was
            follows = path not in old and any(one in old for one in differing)
            why = _FOLLOWS if follows and (folder / path).is_file() else _why(path, old, new, folder, changed)
            found.append(Discrepancy("rebuilt", path, why))
        return found, differing


def _refused(refused: Refused | Rejected) -> Iterator[Discrepancy]:
    """The project as it stands would not be released, or not at all, as this release was."""
    problems = refused.problems if isinstance(refused, Rejected) else [p for _, some in refused.kept_back for p in some]
    for one in dict.fromkeys(problems):
        yield Discrepancy("refused", str(one.place), f"It would not be released by now: {one.message}")


def _sources_now(manifest: Mapping[str, Any], project: Project) -> Iterator[Discrepancy]:
    """Which source files are not what they were, told without building anything."""
    for name, sha in sorted(manifest["sources"].items()):
        path = named_path(project, str(name))
        if not path.is_file():
            yield Discrepancy("input", str(name), "The file is not there any more.")
        else:
            yield from (Discrepancy("input", *one) for one in _changed(str(name), str(sha), digest(path), "file"))


def _why(path: str, old: Mapping[str, Any], new: Mapping[str, Any], folder: Path, changed: set[str]) -> str:
    if path in new and path not in old:
        return "The project makes this leaflet by now; the release does not have it."
    if path in old and path not in new:
        return "The project does not make this leaflet any more."
    if not (folder / path).is_file():
        return "The file is made anew, but is not in the release."
    named = [*old.get(path, {}).get("sources", ()), *old.get(path, {}).get("fonts", ())]
    named += [*new.get(path, {}).get("sources", ()), *new.get(path, {}).get("fonts", ())]
    because = [name for name in dict.fromkeys(named) if name in changed]
    because += sorted(name for name in changed if name.startswith(("software ", "the generator")))
    if because:
        return f"Built anew it is another file; what differs: {', '.join(because)}."
    return _UNEXPLAINED


def _inputs(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Which inputs are not what they were when the release was made."""
    for name in sorted({*old["sources"], *new["sources"]}):
        yield from _changed(name, old["sources"].get(name), new["sources"].get(name), "file")
    for name in sorted({*old["fonts"], *new["fonts"]}):
        was, is_ = (fonts.get(name, {}).get("sha256") for fonts in (old["fonts"], new["fonts"]))
        yield from _changed(name, was, is_, "font")
    for name in sorted({*old["software"], *new["software"]}):
        was, is_ = old["software"].get(name), new["software"].get(name)
        if was != is_:
            yield f"software {name}", f"It was {was or 'not used'}; {is_ or 'not used'} is here now."
    if old["software"] == new["software"] and old.get("generator") != new["generator"]:
        yield "the generator's code", "It is not the code that the release was made with, though its version is."


def _changed(name: str, was: str | None, is_: str | None, what: str) -> Iterator[tuple[str, str]]:
    if was == is_:
        return
    if was is None:
        yield name, f"The {what} is used by now."
    elif is_ is None:
        yield name, f"The {what} is not used any more."
    else:
        yield name, f"The {what} is not what it was: SHA-256 {was[:12]}… then, {is_[:12]}… now."
