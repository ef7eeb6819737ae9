"""A package as a PO file of GNU gettext, through polib. Marks stay in the texts as an author types them.

Source: GNU gettext manual, “The Format of PO Files”. A text whose source has changed is fuzzy, with the earlier source
as previous msgid; tools do not take it for done, and neither do we.
"""

from __future__ import annotations

import polib

from generator.problems import Place, Rejected, SourceText
from generator.rules import problem
from generator.translation.units import Package, Unit, language_name, refuse_too_large

_HANDOUT, _SOURCE = "X-Handout", "X-Source-Language"


def write_po(package: Package) -> bytes:
    """The package as UTF-8."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": f"{package.id} {package.version}",
        "PO-Revision-Date": f"{package.day.isoformat()} 00:00+0000",
        "Last-Translator": package.translator,
        "Language": package.lang.replace("-", "_"),
        "Language-Team": language_name(package.lang),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        _HANDOUT: package.name,
        _SOURCE: package.source_lang,
        "X-Language-Tag": package.lang,
    }
    file.extend(_entry(package, unit) for unit in package.units)
    return str(file).encode() + b"\n"


def _entry(package: Package, unit: Unit) -> polib.POEntry:
    fuzzy = unit.changed and unit.target != ""
    return polib.POEntry(
        msgctxt=unit.path,
        msgid=unit.source,
        msgstr=unit.target,
        comment=unit.note,
        occurrences=[(f"handouts/{package.name}/{package.source_lang}.yaml", unit.line)],
        flags=["fuzzy"] if fuzzy else [],
        previous_msgid=unit.previous or None if fuzzy else None,
    )


def read_po(data: bytes, file_name: str) -> Package:
    """The package in a PO file. Raises `Rejected` when it is no such file."""
    refuse_too_large(data, file_name)
    place = Place(SourceText(file_name))
    try:
        file = polib.pofile(_content(data), encoding="utf-8")
    except (OSError, UnicodeError, ValueError, IndexError) as error:
        raise Rejected([problem("wrong-exchange", f"This is not a PO file: {_reason(error)}.", place)]) from None
    head = file.metadata
    units = tuple(
        Unit(entry.msgctxt or "", entry.msgid, entry.msgstr, "draft", ready=not entry.fuzzy)
        for entry in file
        if not entry.obsolete
    )
    name, version = head.get(_HANDOUT, ""), head.get("Project-Id-Version", "").rpartition(" ")
    return Package(name, version[0], version[2], head.get(_SOURCE, ""), head.get("X-Language-Tag", ""), units)


def _content(data: bytes) -> str:
    """The text, with a line end so that polib cannot take it for the name of a file."""
    return data.decode("utf-8-sig").replace("\r\n", "\n") + "\n"


def _reason(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(".") if str(error) else "it cannot be read"
