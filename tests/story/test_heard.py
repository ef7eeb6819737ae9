"""What who cannot see the page meets: headings to go by, links and fields that are met alone, both languages."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf

from generator.build import build_leaflet
from generator.checks.inspection import describe, spoken
from generator.project import Project
from tests.support.leaflets import project_with
from tests.support.tagtree import Annotation, Element, TaggedPdf
from tests.translation.desks import project_of

Make = Callable[..., Project]
CONTACT = "  - contact: {name: Nurses, phone: (555) 010-0142, email: nurses@example.org}\n"


def made(folder: Path, content: str, fillable: bool = False) -> bytes:
    return build_leaflet(project_with(folder, content), "test", "en", fillable=fillable).data


def headings(data: bytes) -> list[str]:
    return [f"{one.role} {one.text}" for one in TaggedPdf(data).root.walk() if one.role[0] == "H"][1:]


def links(data: bytes) -> dict[str, str]:
    """What each link is called, by where it leads."""
    areas = [area for one in TaggedPdf(data).root.walk() for area in one.kids if isinstance(area, Annotation)]
    return {area.address: area.contents for area in areas}


def test_card_at_the_end_is_a_section_of_its_own(tmp_path: Path) -> None:
    content = "  - heading: Words\n  - heading: More words\n    level: 3\n  - text: Some.\n"
    last = "  - feedback: {title: Tell us, phone: (555) 010-0100}\n  - slip: {title: Reply, fields: [Name]}\n"
    data = made(tmp_path, content + CONTACT + last)
    assert headings(data) == ["H2 Words", "H3 More words", "H2 Nurses", "H2 Tell us", "H2 Reply"]
    nurses = next(one for one in TaggedPdf(data).root.kids if isinstance(one, Element) and "Nurses" in one.text)
    assert nurses.role == "Sect", "it stands beside the sections, not in one"


def test_card_below_its_own_heading_or_before_other_words_stays_there(tmp_path: Path) -> None:
    own = f"  - heading: Nurses at night\n{CONTACT}"
    amid = f"  - heading: Care\n  - text: Call.\n{CONTACT}  - text: Or wait.\n"
    assert headings(made(tmp_path, own + amid)) == ["H2 Nurses at night", "H3 Nurses", "H2 Care", "H3 Nurses"]


def test_word_of_a_callout_is_heard_in_its_heading(tmp_path: Path) -> None:
    content = "  - heading: Doses\n  - callout: {kind: important, title: If you miss one, content: [{text: Wait.}]}\n"
    data = made(tmp_path, content)
    assert "Important: If you miss one" in [part.text for part in spoken(data).parts]
    path = tmp_path / "callout.pdf"
    path.write_bytes(data)
    assert "      Important: If you miss one (page 1)" in describe(path).splitlines()


def test_links_say_whose_they_are(tmp_path: Path) -> None:
    code = "  - qr: {url: https://www.example.org/q, caption: On a telephone}\n"
    found = links(made(tmp_path, f"  - heading: Care\n  - text: Call.\n{CONTACT}{code}"))
    assert found["tel:5550100142"] == "Nurses: (555) 010-0142"
    assert found["mailto:nurses@example.org"] == "Nurses: nurses@example.org"
    assert found["https://www.example.org/q"] == "On a telephone: https://www.example.org/q"
    assert found["tel:5550100100"] == "Harbor Lane Clinic, Patient Information: (555) 010-0100"


def test_inspect_tells_fields_links_and_pages(tmp_path: Path) -> None:
    content = "  - heading: Plan\n  - checklist: [Bring it]\n  - patient-box: {title: My plan, fields: [Dose]}\n"
    data = made(tmp_path, content + CONTACT + "  - text: Word.\n" * 40, fillable=True)
    path = tmp_path / "form.pdf"
    path.write_bytes(data)
    told = [line.strip() for line in describe(path).splitlines()]
    assert 'Form tick box TU="Plan: Bring it" not ticked' in told
    assert 'Form text field TU="My plan: Dose" V=""' in told
    assert 'Link URI=tel:5550100142 Contents="Nurses: (555) 010-0142" "(555) 010-0142"' in told
    assert "--- page 2 ---" in told
    with pikepdf.open(io.BytesIO(data), allow_overwriting_input=False) as pdf:
        tick, field = pdf.Root.AcroForm.Fields
        tick.AS, field.V = pikepdf.Name.Yes, "5 mg"
        pdf.save(path)
    told = [line.strip() for line in describe(path).splitlines()]
    assert 'Form tick box TU="Plan: Bring it" ticked' in told
    assert 'Form text field TU="My plan: Dose" V="5 mg"' in told


def test_bilingual_copy_is_headed_named_and_signed_in_both(tmp_project: Make) -> None:
    data = build_leaflet(project_of(tmp_project), "tablets", "es", beside="en", check=False).data
    pdf = TaggedPdf(data)
    found = [f"{one.role} {one.text}" for one in pdf.root.walk() if one.role in ("H1", "H2")]
    assert found[:3] == ["H1 Sus nuevos comprimidos", "H2 Importante", "H2 Your new tablets"]
    assert pdf.root.text.count("Your new tablets") == 1, "not in the line of the language as well"
    with pikepdf.open(io.BytesIO(data)) as file:
        assert str(file.docinfo.Title) == "Sus nuevos comprimidos · Your new tablets"
    last = pdf.root.kids[-1]
    assert isinstance(last, Element)
    first, second = [one for one in last.kids if isinstance(one, Element)]
    assert (first.lang, second.lang) == ("", "en")
    assert "Idioma: español (Spanish) · English" in first.text
    assert "1 de enero de 2026 (texto original)" in first.text
    assert "Language: español (Spanish) · English" in second.text
    assert "Reviewed: January 1, 2026" in second.text
    paragraphs = [one.text for one in pdf.root.find("P")]
    assert "español" not in paragraphs and "English" not in paragraphs, "the voice changes; the name is for the eye"
