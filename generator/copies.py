"""Patients' copies as files: what they are called, and which ones of earlier runs lie in a folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from generator.filling import MAX_COPIES, Copy
from generator.job import Job
from generator.problems import Rejected
from generator.rules import problem, quoted
from generator.values import replace

# All numbers have as many digits as the largest: else “copy-1” of one run would lie beside “copy-01” of the next.
_DIGITS = len(str(MAX_COPIES))
_PRINT_JOB = "print-job"
# What stands behind the name of a leaflet in that of a copy, or of many in one file; other text may follow.
_LABEL = re.compile(rf"-(?:copy-0*(\d+)|{_PRINT_JOB})(?=[-.])")
_PICTURE = re.compile(r"-\d+(?=\.png\Z)")


def copies_of(jobs: Sequence[Job], copies: Sequence[Copy], name_by: str = "") -> list[Job]:
    """A job for each patient's copy. name_by: the column whose value stands behind the number in the file's name; it
    need be no field of the leaflet.

    Raises `Rejected` when no copy has such a value.
    """
    if name_by and not any(copy.value(name_by) for copy in copies):
        raise Rejected([problem("bad-fill", f"No copy has a value for {quoted(name_by)}.", copies[0].place)])
    labelled = [
        (
            replace(copy, named_by=" ".join(name_by.casefold().split())),
            "-".join(filter(None, (numbered(copy), _slug(copy, name_by)))),
        )
        for copy in copies
    ]
    return [replace(job, copy=copy, label=label) for job in jobs for copy, label in labelled]


def numbered(copy: Copy) -> str:
    """What tells a copy from the others in names of files: nothing of the patient's."""
    return f"copy-{copy.number:0{_DIGITS}}"


def together(job: Job) -> Job:
    """All copies of a job's leaflet in one file."""
    return replace(job, copy=None, label=_PRINT_JOB)


def _slug(copy: Copy, name: str) -> str:
    """A value as part of a file's name: letters with their marks and digits of any script, dashes between them; 2.5
    stays 2.5. At most 120 bytes of UTF-8, of the 255 that file systems take."""
    text = re.sub(r"(?<!\d)\.|\.(?!\d)", " ", unicodedata.normalize("NFC", copy.value(name)))
    kept = "".join(c if c.isalnum() or c == "." or unicodedata.category(c)[0] == "M" else " " for c in text)
    return "-".join(kept.split()).encode()[:120].decode(errors="ignore").strip("-")


def is_copy(path: Path) -> bool:
    """Whether a file is one patient's copy by its name, which may have a value of theirs in it (`--name-by`)."""
    label = _LABEL.search(path.name)
    return label is not None and label[1] is not None


def earlier_copies(folder: Path, leaflet: str = "", ending: str = "") -> list[Path]:
    """Copies that lie in a folder, one by one or many in a file, by their names.

    leaflet: what their names begin with, else any; ending: “.pdf” or “.png”, for pictures of them, else both.
    """
    endings = (ending,) if ending else (".pdf", ".png")
    names = sorted(path for path in folder.iterdir() if path.suffix in endings) if folder.is_dir() else []
    return [path for path in names if _is_of(path, leaflet) and not path.is_dir()]


def _is_of(path: Path, leaflet: str) -> bool:
    if leaflet:
        return path.name.startswith(leaflet) and _LABEL.match(path.name, len(leaflet)) is not None
    return _LABEL.search(path.name) is not None


def whole_copy(path: Path) -> Path:
    """What all pictures of one copy have in common: the name without the number of the page."""
    return path.with_name(_PICTURE.sub("", path.name))


def same_copy(path: Path) -> Path:
    """The name by which two copies are one: with its number as it was written before all had as many digits, too."""
    return path.with_name(_LABEL.sub(lambda label: f"-copy-{label[1]}" if label[1] else label[0], path.name, count=1))
