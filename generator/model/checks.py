"""What a handout says of its own checks: its profile, the rules that are off and why, who approved it, its topics."""

from __future__ import annotations

from datetime import date

from generator.model.fields import Day, Invalid, JsonSchema, Reading, Text, at, key, read_or_none
from generator.problems import Place
from generator.rules import RULES, can_be_off, did_you_mean, quoted
from generator.source import Mapping, Node, not_but
from generator.values import Frozen

# Kinds of leaflets that have rules of their own.
TOPICS = ("urgent", "treatment", "bad-news")


class Off(Frozen):
    """One rule that is off for a leaflet, and why."""

    rule: str
    reason: str
    place: Place


class Reasons(Frozen):
    """Reasons by the name of the rule that they switch off."""

    def read(self, node: Node, reading: Reading) -> tuple[Off, ...]:
        if not isinstance(node, Mapping):
            raise reading.refuse(
                "wrong-kind", f"Names of rules were expected here, each with a reason, {not_but(node)}.", node.place
            )
        found = []
        for entry in node.entries:
            reason = read_or_none(Text(form="A reason"), entry.value, reading)
            if entry.key not in RULES:
                hint = did_you_mean(entry.key, sorted(name for name in RULES if can_be_off(name)))
                reading.refuse("unknown-rule", f"There is no rule {quoted(entry.key)}.", entry.place, hint)
            elif not can_be_off(entry.key):
                message = f"The rule “{entry.key}” cannot be switched off: without it no leaflet can be made."
                reading.refuse("unknown-rule", message, entry.place, "Mend what it finds.")
            elif reason is not None:
                found.append(Off(entry.key, reason, entry.place))
        if len(found) != len(node.entries):
            raise Invalid
        return tuple(found)

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        reason = {"type": "string", "description": "Why the rule does not apply to this leaflet; it is printed."}
        names = [name for name in sorted(RULES) if can_be_off(name)]
        return {"type": "object", "properties": dict.fromkeys(names, reason), "additionalProperties": False}


class Checks(Frozen):
    """How “handouts check” reads the leaflet."""

    profile: str = key(
        Text(r"[a-z0-9][a-z0-9-]{0,39}", "The name of a profile"), "A profile from layouts/profiles/.", "default"
    )
    off: tuple[Off, ...] = key(Reasons(), "Rules that are off for this leaflet, each with the reason.", ())
    place: Place = at()


class Approval(Frozen):
    """The clinician who answers for what the leaflet says."""

    by: str = key(Text(), "The clinician's name.")
    role: str = key(Text(), "What they are: “Consultant oncologist”.")
    on: date = key(Day(), "The day of the approval.")
    words: str = key(
        Text(r"[a-z2-7]{12}", "The digest of a text, 12 letters and digits"),
        "What the text was that was approved; “handouts approve” writes it.",
        "",
    )
    place: Place = at()
