"""`documents.fhir.json`: the leaflets for a health record, as a FHIR R4 (4.0.1) Bundle of DocumentReference resources.

Addresses are relative to the file, so that the release can be put anywhere. An attachment's hash is SHA-1 in base64:
R4 knows no other (FHIR R4, datatypes, Attachment.hash); `SHA256SUMS` has the strong ones.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from generator.release.identity import uuid_of, uuid_of_item
from generator.release.manifest import media_type, sha1
from generator.release.plan import Item, ReleasePlan
from generator.release.staging import files_in

PATH = "documents.fhir.json"
# A twin of a PDF: the same leaflet in another form, under the same name.
_TWINS = (".html", ".txt")


def documents(plan: ReleasePlan) -> Mapping[str, bytes]:
    """The maker of the bundle; twins that other makers have added before become further contents."""
    whole, there = uuid_of(plan, PATH).urn, set(files_in(plan.folder))
    bundle = {
        "resourceType": "Bundle",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": whole},
        "type": "collection",
        "timestamp": f"{plan.order.day}T00:00:00Z",
        "entry": [
            {"fullUrl": uuid_of_item(plan, item).urn, "resource": _document(plan, item, there)} for item in plan.items
        ],
    }
    return {PATH: (json.dumps(bundle, indent=2, ensure_ascii=False) + "\n").encode()}


def _document(plan: ReleasePlan, item: Item, there: set[str]) -> dict[str, Any]:
    whose = {"system": item.web} if item.web else {}
    shown = " · ".join(filter(None, (item.english, item.job.layout, item.job.form, item.job.mode)))
    return {
        "resourceType": "DocumentReference",
        "id": str(uuid_of_item(plan, item)),
        "masterIdentifier": {"system": "urn:ietf:rfc:3986", "value": uuid_of_item(plan, item).urn},
        "identifier": [{**whose, "value": item.id}],
        "status": "current",
        "docStatus": "preliminary" if item.draft else "final",
        "type": {"text": "Patient leaflet"},
        "date": f"{plan.order.day}T00:00:00Z",
        "author": [{"display": item.publisher}],
        "description": f"{item.title} ({shown})",
        "content": list(_contents(plan, item, there)),
    }


def _contents(plan: ReleasePlan, item: Item, there: set[str]) -> Iterator[dict[str, Any]]:
    stem = item.path.removesuffix(".pdf")
    for path in (item.path, *(f"{stem}{end}" for end in _TWINS if f"{stem}{end}" in there)):
        data = plan.read(path)
        yield {
            "attachment": {
                "contentType": media_type(path),
                "language": item.lang,
                "url": quote(path),
                "size": len(data),
                "hash": base64.b64encode(sha1(data)).decode("ascii"),
                "title": item.title,
                "creation": plan.order.day.isoformat(),
            }
        }
