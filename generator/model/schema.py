"""JSON Schema of the YAML files, generated from the model, for editors that complete and check as one types."""

from __future__ import annotations

import json
from typing import Any

from generator.model.fields import JsonSchema, Record
from generator.model.handout import Handout
from generator.model.layout import Brand, Layout
from generator.model.profile import Profile
from generator.model.words import Words

_CLASSES: dict[str, type] = {"handout": Handout, "layout": Layout, "brand": Brand, "words": Words, "profile": Profile}


# What there are schemas of.
SCHEMAS = tuple(_CLASSES)


def json_schema(what: str) -> JsonSchema:
    """The schema of a handout, a layout, a brand or a file of fixed words (JSON Schema, draft 2020-12)."""
    definitions: dict[str, JsonSchema] = {}
    top = Record(_CLASSES[what]).schema(definitions)
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": what.capitalize(),
        **top,
        "$defs": definitions,
    }
    if what == "layout":  # a layout takes from its base what it does not say
        for definition in definitions.values():
            definition["required"] = []
    return schema


def schema_text(what: str) -> str:
    """The schema as it stands in `layouts/schemas/`."""
    return json.dumps(json_schema(what), indent=2, ensure_ascii=False) + "\n"


def reference_text(what: str) -> str:
    """The same keys as a page to read (Markdown), as it stands in `docs/`: a section for each group of keys."""
    schema = json_schema(what)
    top = schema["$ref"].removeprefix("#/$defs/")
    names = [top, *(name for name in schema["$defs"] if name != top)]
    parts = [_section(name, schema["$defs"][name], top) for name in names]
    return f"# The keys of a {what}\n\nMade of the model by `handouts schema {what} --markdown`.\n\n" + "\n".join(parts)


def _section(name: str, definition: JsonSchema, top: str) -> str:
    title = "At the top" if name == top else name
    lines = [f"## {title}", "", definition["description"], "", "| key | value | |", "|---|---|---|"]
    names = [*definition["required"], *(one["oneOf"][0]["required"][0] for one in definition.get("allOf", ()))]
    for key, value in definition["properties"].items():
        needed = " *(needed)*" if key in names else ""
        lines.append(f"| `{key}`{needed} | {_said(value)} | {value['description'].replace('|', chr(92) + '|')} |")
    return "\n".join(lines) + "\n"


def _said(value: JsonSchema) -> str:
    """What a key takes, in words."""
    if "$ref" in value:
        name = value["$ref"].removeprefix("#/$defs/")
        return f"[{name}](#{name.lower()})"
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(_said(one) for one in value["anyOf"]))
    if "enum" in value:
        return ", ".join(f"`{one}`" for one in value["enum"])
    if value.get("type") == "array":
        return f"list of {_said(value['items'])}"
    if value.get("type") == "object":  # a block that stands under its name
        if "additionalProperties" in value and "properties" not in value:
            return f"names, each with {_said(value['additionalProperties'])}"
        own = [value["properties"][name] for name in value.get("required") or value.get("properties", {})]
        return " or ".join(dict.fromkeys(map(_said, own))) or "keys"
    if "examples" in value:
        return "such as " + " or ".join(f"`{one}`" for one in value["examples"])
    kind = value.get("type", "string")
    return {"string": "text", "integer": "number", "boolean": "true or false", "null": "nothing"}.get(
        "string" if "string" in kind else kind, "text"
    )
