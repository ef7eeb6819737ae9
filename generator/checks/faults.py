"""What the witness found: a fault and the list it is put on."""

from __future__ import annotations

from generator.values import Frozen, field


class Fault(Frozen):
    """One thing that is wrong with a finished PDF. rule: its name in `rules.RULES`; message: one sentence."""

    rule: str
    message: str


class FaultList(Frozen):
    """Collects faults; the same one is kept once, however often it is met."""

    _found: dict[Fault, None] = field(default_factory=dict)

    def conformance(self, message: str) -> None:
        """The file breaks a rule of its standard."""
        self._add("conformance", message)

    def structure(self, message: str) -> None:
        """Tags and content do not hold together."""
        self._add("bad-structure", message)

    def text(self, message: str) -> None:
        """The file does not say what the YAML says."""
        self._add("text-differs", message)

    def _add(self, rule: str, message: str) -> None:
        # A damaged file may hold halves of surrogate pairs, which no terminal takes.
        self._found[Fault(rule, message.encode("utf-8", "replace").decode("utf-8"))] = None

    def all(self) -> list[Fault]:
        """What was found, in the order of finding."""
        return list(self._found)
