"""What a release says of itself: the manifest, the bill of materials, the bundle for a health record."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from generator.checks.verapdf import NAMES
from generator.jobs import Job, plan_jobs
from generator.project import Project, read_handout
from generator.release.fonts import _ours, fonts_in
from generator.release.manifest import order_of
from generator.release.software import packages
from generator.release.sources import named_path, shown_name, sources_of
from generator.text.fonts import FONT_FOLDER, load_face
from tests.release.releases import DRAFT, ENGLISH, SPANISH, files, manifest, release, released, write

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads((ROOT / "layouts" / "schemas" / "manifest.json").read_bytes())
FHIR: dict[str, Any] = json.loads((ROOT / "tests" / "data" / "fhir" / "r4-document-reference.schema.json").read_bytes())


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return released(tmp_path)[1]


# -- the manifest -----------------------------------------------------------------------------------------------------


def test_manifest_keeps_to_its_schema(tmp_path: Path, folder: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(manifest(folder), SCHEMA)
    draft = write(tmp_path / "draft", {"flu/en": ENGLISH, "flu/es": DRAFT})
    assert release(draft, "--allow", "unapproved=x", "--bilingual", "en", "--lang", "es", version="2").exit_code == 0
    jsonschema.validate(manifest(tmp_path / "dist" / "2"), SCHEMA)


def test_schema_takes_nothing_else(folder: Path) -> None:
    for change in ({"user": "ana"}, {"leaflets": [{"path": "x"}]}, {"manifest": 2}, {"generator": "x"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**manifest(folder), **change}, SCHEMA)


def test_manifest_tells_each_file_as_it_is(folder: Path) -> None:
    found, there = manifest(folder), files(folder)
    listed = [*found["leaflets"], *found["files"]]
    assert {one["path"] for one in listed} == there.keys() - {"manifest.json", "SHA256SUMS"}
    assert all(one["sha256"] == sha256(there[one["path"]]) for one in listed)
    assert all(one["bytes"] == len(there[one["path"]]) for one in listed)


def test_manifest_tells_what_a_leaflet_is(folder: Path) -> None:
    _, spanish = manifest(folder)["leaflets"]
    told = {
        "path": "clinic-a4/flu-es-spanish.pdf", "id": "FLU-1", "name": "flu", "title": "La gripe", "english": "Flu",
        "version": "1.0", "language": {"tag": "es", "name": "español", "english": "Spanish"}, "beside": None,
        "layout": "clinic-a4", "format": "", "paper": "", "brand": "Harbor Lane Clinic", "mode": "",
        "standard": "ua-1", "pages": 1, "reviewed": "2026-01-01", "next-review": "2028-01-01", "draft": False,
        "fonts": ["NotoSans-Bold", "NotoSans-Regular"], "findings": [],
    }  # fmt: skip
    assert {key: spanish[key] for key in told} == told


def test_manifest_tells_who_signed_for_a_translation(folder: Path) -> None:
    english, spanish = manifest(folder)["leaflets"]
    assert english["translations"] == []
    assert spanish["translations"] == [
        {
            "language": "es", "from": "en", "source-version": "1.0", "status": "approved", "texts": {"approved": 4},
            "out-of-date": 0,
            "signed": [
                {"role": "translator", "name": "Ana Ruiz", "texts": 4, "last": "2026-11-22"},
                {"role": "reviewer", "name": "Luis Gómez", "texts": 4, "last": "2026-11-22"},
            ],
        }
    ]  # fmt: skip


def test_manifest_tells_a_text_whose_source_has_changed(tmp_path: Path) -> None:
    project = write(tmp_path / "p", {"flu/en": ENGLISH.replace("What to do.", "What you can do."), "flu/es": SPANISH})
    assert release(project, "--allow", "unapproved=x", "--allow", "stale-translation=y").exit_code == 0
    (state,) = manifest(tmp_path / "dist" / "1")["leaflets"][1]["translations"]
    assert (state["status"], state["texts"], state["out-of-date"]) == ("draft", {"draft": 1, "approved": 3}, 1)


def test_manifest_tells_the_validators_and_their_versions(folder: Path) -> None:
    told = [(one["name"], one["version"], one["checks"]) for one in manifest(folder)["leaflets"][0]["validators"]]
    assert told == [
        ("page-validation", version("page-validation"), "PDF/UA-1"),
        ("page-validation", version("page-validation"), "PDF/A-2a"),
        ("handouts witness", version("handouts"), "text, tags and fonts of the finished file"),
    ]
    assert NAMES.keys() == {"ua-1", "ua-2"}


def test_manifest_tells_sources_by_digest(folder: Path) -> None:
    project = Project.at(folder.parents[1] / "project")
    found = manifest(folder)
    spanish = found["leaflets"][1]
    assert {"handouts/flu/es.yaml", "handouts/flu/en.yaml"} <= set(spanish["sources"])
    assert "generator/layouts/words/es.yaml" in spanish["sources"]
    assert "generator/layouts/brands/harbor-lane.svg" in spanish["sources"]
    assert found["sources"].keys() == {name for one in found["leaflets"] for name in one["sources"]}
    for name, sha in found["sources"].items():
        path = named_path(project, name)
        assert sha == sha256(path.read_bytes()), name
        assert shown_name(project, path) == name


def test_manifest_tells_fonts_with_hash_and_licence(folder: Path) -> None:
    fonts = manifest(folder)["fonts"]
    assert fonts.keys() == {"NotoSans-Regular", "NotoSans-Bold"}
    file = FONT_FOLDER / "NotoSans-Regular.ttf"
    assert fonts["NotoSans-Regular"] == {
        "file": "generator/fonts/NotoSans-Regular.ttf",
        "sha256": sha256(file.read_bytes()),
        "version": "2.015",
        "licence": "OFL-1.1",
        "copyright": "Copyright 2022 The Noto Project Authors (https://github.com/notofonts/latin-greek-cyrillic)",
    }


def test_fonts_are_found_by_their_names() -> None:
    assert all(load_face(path).name == name for name, path in _ours().items())


def test_a_file_that_is_no_pdf_has_no_fonts() -> None:
    assert fonts_in(b"no PDF") == []


def test_manifest_tells_the_software(folder: Path) -> None:
    software = manifest(folder)["software"]
    for name in ("handouts", "reportlab", "uharfbuzz", "icu4py", "page-validation", "cyclonedx-python-lib"):
        assert software[name] == version(name)
    assert software["python"] == ".".join(map(str, sys.version_info[:3]))
    assert software["HarfBuzz"] and software["ICU"]
    assert "pytest" not in software, "what only the tests need is not in it"


def test_manifest_says_how_to_ask_for_the_release_again(folder: Path) -> None:
    order = order_of(manifest(folder))
    assert (order.version, str(order.day), order.layouts) == ("1", "2026-11-29", ("clinic-a4",))
    assert order.like == Job("", "", "")


def test_nothing_names_the_machine_or_its_user(folder: Path) -> None:
    import getpass
    import platform

    text = b"".join(data for path, data in files(folder).items() if not path.endswith(".pdf")).decode()
    assert str(folder.parents[1]) not in text
    assert str(ROOT) not in text
    assert not re.search(rf"(?<![\w+/]){re.escape(platform.node())}(?![\w+/=])", text)  # not inside a sum: “Vmq3vmJW”
    assert f'"{getpass.getuser()}"' not in text


# -- sources ----------------------------------------------------------------------------------------------------------

_TRACE = """
import sys
from pathlib import Path
from generator.build import build_leaflet
from generator.jobs import Job
from generator.project import Project, read_handout
from generator.release.sources import sources_of
import generator.model.languages
root = Path(sys.argv[1])
job = Job(sys.argv[2], sys.argv[3], sys.argv[4], beside=sys.argv[5], form=sys.argv[6], brand=sys.argv[7], paper=sys.argv[8])
project, opened = Project.at(root), set()
sys.addaudithook(lambda event, given: opened.add(str(given[0])) if event == "open" else None)
build_leaflet(
    project, job.name, job.lang, job.layout, beside=job.beside, form=job.form, brand=job.brand, paper=job.paper,
    measure=True,
)
read = {Path(name).resolve() for name in opened if name.startswith("/")}
read = {path for path in read if path.is_relative_to(root) and path.suffix in (".yaml", ".svg", ".png", ".jpg", ".ttf")}
read = {path for path in read if not {"icons", "fonts", "schemas"} & set(path.parts)}
langs = [lang for lang in (job.lang, job.beside) if lang]
text = project.text_for(job.name, job.form, *langs)
told = set(sources_of(project, job, text, [read_handout(project, text, lang) for lang in langs]))
print(*sorted(str(path.relative_to(root)) for path in read - told))
print(*sorted(str(path.relative_to(root)) for path in told - read))
"""


@pytest.mark.parametrize(
    ("name", "lang", "layout", "beside", "form", "brand", "paper"),
    [
        ("first-visit", "en", "clinic-a4", "", "", "", ""),
        ("warfarin", "es", "clinic-letter", "", "large-print", "", "a5"),
        ("warfarin", "ar", "clinic-a4", "", "easy-read", "", ""),
        ("colonoscopy", "zh-Hans", "clinic-a4", "en", "", "alder-street", ""),
    ],
)
def test_every_file_that_a_build_reads_is_among_its_sources(
    name: str, lang: str, layout: str, beside: str, form: str, brand: str, paper: str
) -> None:
    import subprocess

    command = [sys.executable, "-c", _TRACE, str(ROOT), name, lang, layout, beside, form, brand, paper]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    unnamed, unread = done.stdout.split("\n")[:2]
    replaced = "layouts/brands/harbor-lane.yaml" if brand else ""  # the layout's own, of which nothing is left
    assert unnamed == replaced, "read, but not told"
    assert unread == "", "told, but not read"


def test_every_handout_of_ours_has_sources_that_are_there() -> None:
    project = Project.at(ROOT)
    for job in plan_jobs(project, [], ["en"], ["clinic-a4"]):
        found = sources_of(project, job, job.name, [read_handout(project, job.name, job.lang)])
        assert all(path.is_file() for path in found)


# -- the bill of materials --------------------------------------------------------------------------------------------


def test_bill_of_materials_is_valid_cyclonedx(folder: Path) -> None:
    text = (folder / "sbom.cdx.json").read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bill = json.loads(text)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["timestamp"] == "2026-11-29T00:00:00+00:00"


def test_bill_of_materials_names_software_and_fonts(folder: Path) -> None:
    parts = {one["bom-ref"]: one for one in json.loads((folder / "sbom.cdx.json").read_bytes())["components"]}
    assert parts["pypi:reportlab"]["purl"] == f"pkg:pypi/reportlab@{version('reportlab')}"
    assert parts["pypi:pypdf"]["licenses"] == [{"license": {"acknowledgement": "declared", "id": "BSD-3-Clause"}}] or (
        parts["pypi:pypdf"]["licenses"][0]["license"]["id"] == "BSD-3-Clause"
    )
    assert {f"pypi:{one.name}" for one in packages()} <= parts.keys()
    font = parts["font:NotoSans-Bold"]
    assert font["hashes"] == [{"alg": "SHA-256", "content": manifest(folder)["fonts"]["NotoSans-Bold"]["sha256"]}]
    assert font["licenses"][0]["license"]["id"] == "OFL-1.1"
    assert all(one.get("licenses") for one in parts.values()), "every part has a licence"


# -- FHIR -------------------------------------------------------------------------------------------------------------


def test_bundle_is_valid_fhir_r4(folder: Path) -> None:
    bundle = json.loads((folder / "documents.fhir.json").read_bytes())
    validator = jsonschema.Draft6Validator(FHIR)
    assert [error.message for error in validator.iter_errors(bundle)] == []
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(urls)) == len(urls) == 2
    assert [f"urn:uuid:{entry['resource']['id']}" for entry in bundle["entry"]] == urls


@pytest.mark.parametrize("change", [{"docStatus": 1}, {"status": None}, {"odd": "x"}, {"content": "x"}])
def test_published_schema_refuses_what_is_no_fhir(folder: Path, change: dict[str, Any]) -> None:
    """So that the test above means something."""
    bundle = json.loads((folder / "documents.fhir.json").read_bytes())
    bundle["entry"][0]["resource"] |= change
    assert list(jsonschema.Draft6Validator(FHIR).iter_errors(bundle))


def test_bundle_describes_each_file(folder: Path) -> None:
    bundle = json.loads((folder / "documents.fhir.json").read_bytes())
    spanish = bundle["entry"][1]["resource"]
    kinds = (("pdf", "application/pdf"), ("html", "text/html"), ("txt", "text/plain"))
    data = {end: (folder / "clinic-a4" / f"flu-es-spanish.{end}").read_bytes() for end, _ in kinds}
    assert spanish["content"] == [
        {
            "attachment": {
                "contentType": kind,
                "language": "es",
                "url": f"clinic-a4/flu-es-spanish.{end}",
                "size": len(data[end]),
                "hash": base64.b64encode(hashlib.sha1(data[end]).digest()).decode(),  # R4 knows no other
                "title": "La gripe",
                "creation": "2026-11-29",
            }
        }
        for end, kind in kinds
    ]
    assert (spanish["status"], spanish["docStatus"]) == ("current", "final")
    assert spanish["identifier"][0]["value"] == "FLU-1"


def test_a_draft_is_preliminary(tmp_path: Path) -> None:
    project = write(tmp_path / "p", {"flu/en": ENGLISH, "flu/es": DRAFT})
    assert release(project, "--allow", "unapproved=x").exit_code == 0
    bundle = json.loads((tmp_path / "dist" / "1" / "documents.fhir.json").read_bytes())
    assert [entry["resource"]["docStatus"] for entry in bundle["entry"]] == ["final", "preliminary"]


def test_a_notice_names_the_words_of_the_languages_it_speaks(tmp_path: Path) -> None:
    notice = "  - notice-1557: {title: Rights, complain: Tell us., phone: (555) 010-0160, languages: [vi, zh-Hans]}\n"
    project = Project.at(write(tmp_path / "p", {"flu/en": ENGLISH + notice}))
    found = sources_of(project, Job("flu", "en", "clinic-a4"), "flu", [read_handout(project, "flu", "en")])
    assert {path.name for path in found if path.parent.name == "words"} == {"en.yaml", "vi.yaml", "zh-Hans.yaml"}


def test_fonts_of_a_form_are_named(tmp_path: Path) -> None:
    from generator.build import build_leaflet

    box = "  - patient-box: {title: You, fields: [Name]}\n"
    project = Project.at(write(tmp_path / "p", {"flu/en": ENGLISH + box}))
    assert fonts_in(build_leaflet(project, "flu", "en", fillable=True).data) == ["NotoSans-Bold", "NotoSans-Regular"]
