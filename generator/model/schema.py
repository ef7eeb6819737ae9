"""JSON Schema of the YAML files, generated from the model, for editors that complete and check as one types."""

from __future__ import annotations

import json
from typing import Any

from generator.model.fields import JsonSchema, Record
from generator.model.handout import Handout
from generator.model.layout import Brand, Layout
from generator.model.words import Words

_CLASSES: dict[str, type] = {"handout": Handout, "layout": Layout, "brand": Brand, "words": Words}


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
