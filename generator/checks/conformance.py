"""What the file says of itself, and the verdict of the validator for the standard it claims."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping

from generator.checks.faults import FaultList
from generator.checks.reader import PdfFile
from generator.values import Frozen


class Claimed(Frozen):
    """A family of standards: the PDF version, the claims in the XMP packet, the validator's profiles."""

    version: str
    claims: tuple[str, ...]
    profiles: Mapping[str, str]


# Sources: ISO 14289-1, 5 and ISO 19005-2, 6.6.4; ISO 14289-2, 5 and ISO 19005-4, 6.7.3. For UA-2 and A-4 the validator
# has no profile: the witness's own checks serve there.
STANDARDS: Mapping[str, Claimed] = {
    "ua-1": Claimed(
        "1.7", ("pdfuaid:part=1", "pdfaid:part=2", "pdfaid:conformance=A"), {"ua1": "PDF/UA-1", "2a": "PDF/A-2a"}
    ),
    "ua-2": Claimed("2.0", ("pdfuaid:part=2", "pdfuaid:rev=2024", "pdfaid:part=4", "pdfaid:rev=2020"), {}),
}
# Long enough for any outline that a handout's 20,000 blocks can give.
MAX_CHAIN = 50_000
_TITLE = re.compile(r"<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]*>\s*[^<\s]")


class Validation(threading.Thread):
    """One profile of the validator, run beside the witness's own checks: it works without Python's lock.

    messages: what it found, when the thread has ended.
    """

    def __init__(self, data: bytes, profile: str) -> None:
        super().__init__(name=f"validate {profile}", daemon=True)
        self._data = data
        self._profile = profile
        self.messages: list[str] = []

    def run(self) -> None:
        try:
            from page import SafetyLimits, validate_pdf_bytes  # 15 to 50 ms: only builds pay for it

            # Bookmarks are a chain, one reference each; the default of 256 is less than a long book has.
            limits = SafetyLimits(max_reference_depth=MAX_CHAIN)
            failures = validate_pdf_bytes(self._data, profile=self._profile, limits=limits).failures
            self.messages = [f"{failure.message} ({failure.rule_id})" for failure in failures]
        except BaseException as error:  # whatever stops the validator, unreported it would pass for a good file
            self.messages = [f"the file could not be validated: {error}"]


def start_validation(data: bytes, standard: str) -> list[tuple[str, Validation]]:
    """Begin to validate; each validation with the name of its standard."""
    started = [(name, Validation(data, profile)) for profile, name in STANDARDS[standard].profiles.items()]
    for _, validation in started:
        validation.start()
    return started


def finish_validation(started: list[tuple[str, Validation]], faults: FaultList) -> None:
    """Wait for the validator and take over what it found, in the order of the profiles."""
    for name, validation in started:
        validation.join()
        for message in validation.messages:
            faults.conformance(f"{name}: {message}.")


def check_facts(file: PdfFile, standard: str, faults: FaultList) -> None:
    """Language, title, version and claims. Source: ISO 14289-1, 7.1, 7.2 and 6.2; ISO 32000-1, 14.7.1."""
    claimed = STANDARDS[standard]
    catalog = file.dictionary(file.trailer.get("Root"))
    if file.version != claimed.version:
        faults.conformance(f"The file is of PDF {file.version}, not {claimed.version}.")
    if not file.text(catalog.get("Lang")).strip():
        faults.conformance("The file does not name its language.")
    marked = file.dictionary(catalog.get("MarkInfo"))
    if marked.get("Marked") is not True or marked.get("Suspects") is True:
        faults.conformance("The file does not say that it is tagged.")
    if file.dictionary(catalog.get("ViewerPreferences")).get("DisplayDocTitle") is not True:
        faults.conformance("The file does not ask for its title in the window's head.")
    xmp = (file.stream(catalog.get("Metadata")) or b"").decode("utf-8", "replace")
    if not _TITLE.search(xmp):
        faults.conformance("The file has no title.")
    for claim in claimed.claims:
        key, value = claim.split("=")
        if f"<{key}>{value}</{key}>" not in xmp:
            faults.conformance(f"The file's metadata do not claim {key} {value}.")
