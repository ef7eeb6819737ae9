"""Fonts as they go into a PDF: read back with fontTools, held against the font files they come from."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from generator.model.languages import language_table
from generator.pdf.font_embedding import EmbeddedFont, VisualRun
from generator.text.fonts import Face
from generator.text.islands import TextSpan
from generator.text.shape import Cluster, Run
from tests.text.engine import HANDOUT_LANGUAGES, prose, runs

SAMPLES: dict[str, tuple[str | TextSpan, ...]] = {
    "en": (
        "AV office fish: “10 mg/kg” – é e\u0301x\u0301 \u00e5 Ǻ \n",
        TextSpan("To bold", bold=True),
        TextSpan("AV office é", italic=True),
        TextSpan("To Ǻ", bold=True, italic=True),
    ),
    "es": ("¿Qué es? Ñandú",),
    "ar": ("مُحَمَّدٌ كتاب سلام (HER2) لا ", TextSpan("بخط عريض", bold=True), " می\u200cخواهم 15٪"),
    "he": ("שָׁלוֹם ", TextSpan("עולם", bold=True), " (020 7946 0000)"),
    "hi": ("क्षत्रिय स्त्री कि हिंदी ", TextSpan("मिग्रा", bold=True)),
    "th": ("ที่น้ำผู้ป่วย ", TextSpan("มะเร็ง", bold=True)),
    "zh-Hans": ("转移性乳腺癌，每100位。", TextSpan("粗体", bold=True)),
    "zh-Hant": ("轉移性乳癌，每100位。", TextSpan("粗體", bold=True)),
    "ja": ("転移性乳がん、100人中。", TextSpan("太字", bold=True)),
    "ko": ("전이성 유방암 100명. ", TextSpan("굵게", bold=True)),
    "ur": ("میٹاسٹیٹک چھاتی کا کینسر، ", TextSpan("اہم", bold=True)),
    "bn": ("ক্ষুদ্র স্ত্রী র্কি হিন্দু ", TextSpan("গুরুত্বপূর্ণ", bold=True)),
    "gu": ("ક્ષત્રિય સ્ત્રી કિ ", TextSpan("મહત્વનું", bold=True)),
    "pa": ("ਪੰਜਾਬੀ ਸ੍ਰੀ ਕਿ ", TextSpan("ਜ਼ਰੂਰੀ", bold=True)),
    "ta": ("க்ஷ ஸ்ரீ கொடு ", TextSpan("முக்கியம்", bold=True)),
    "te": ("క్షత్రియ స్త్రీ కి ", TextSpan("ముఖ్యం", bold=True)),
    "am": ("ዛሬ ይደውሉልን፣ ", TextSpan("አስፈላጊ", bold=True)),
    "kn": ("ಕ್ಷತ್ರಿಯ ಸ್ತ್ರೀ ಕಿ ", TextSpan("ಮುಖ್ಯ", bold=True)),
    "ml": ("ക്ഷത്രിയ സ്ത്രീ അവൾ ", TextSpan("പ്രധാനം", bold=True)),
    "si": ("ශ්‍රී ලංකා ක්‍රියා ", TextSpan("වැදගත්", bold=True)),
    "my": ("ရင်သားကင်ဆာ ကြောင့် ", TextSpan("အရေးကြီး", bold=True)),
    "km": ("ជំងឺមហារីក ស្ត្រី ", TextSpan("សំខាន់", bold=True)),
    "lo": ("ມະເຮັງເຕົ້ານົມ ນ້ຳ ", TextSpan("ສຳຄັນ", bold=True)),
    "ka": ("ძუძუს კიბო ", TextSpan("მნიშვნელოვანი", bold=True)),
    "hy": ("Կրծքագեղձի քաղցկեղ և ", TextSpan("կարևոր", bold=True)),
}


def logical(shown: VisualRun) -> list[tuple[str, str, int]]:
    """Codes in logical order, each with its character and its advance."""
    return list(zip(reversed(re.findall("....", shown.shown)), shown.text, shown.advances, strict=True))


class Written:
    """An embedded font and what stands in its objects."""

    def __init__(self, face: Face, its_runs: list[Run]) -> None:
        self.face, self.runs = face, its_runs
        self.font = EmbeddedFont(face, "F1")
        self.arrays = [None if run.rtl else self.font.left_to_right([run]) for run in its_runs]
        self.codes = [logical(self.font.right_to_left(run)) if run.rtl else None for run in its_runs]
        self.objects = written(self.font)
        program, self.gid_of, to_unicode = (self._stream(i) for i in self._stream_numbers())
        self.program = program
        self.ttf = TTFont(io.BytesIO(program), lazy=False)
        self.gids = struct.unpack(f">{len(self.gid_of) // 2}H", self.gid_of)
        descendant = next(data for data in self.objects if b"/CIDFontType2" in data).decode()
        widths = re.search(r"/W \[1 \[([^]]*)\]\]", descendant)
        assert widths is not None
        self.widths = [0.0, *map(float, widths[1].split())]
        self.texts = {
            int(cid, 16): bytes.fromhex(text).decode("utf-16-be")
            for cid, text in re.findall(
                r"<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>\n", to_unicode.decode().split("endcodespacerange")[1]
            )
        }

    def _stream_numbers(self) -> list[int]:
        return [i for i, data in enumerate(self.objects) if data.endswith(b"endstream")]

    def _stream(self, index: int) -> bytes:
        data = self.objects[index].split(b"\nstream\n", 1)[1].removesuffix(b"\nendstream")
        return zlib.decompress(data)

    def clusters(self) -> Iterator[tuple[Cluster, int]]:
        """The clusters of left-to-right runs, with their codes."""
        for run in self.runs:
            if not run.rtl:
                for cluster in run.clusters:
                    yield cluster, int(self.font.code(cluster[:3]), 16)


def written(font: EmbeddedFont) -> list[bytes]:
    objects: list[bytes] = []

    def add(data: bytes) -> int:
        objects.append(data)
        return len(objects)

    assert font.write(add) == len(objects), "the Type 0 font comes last"
    return objects


def by_face() -> dict[Face, list[Run]]:
    found: dict[Face, list[Run]] = {}
    for lang, sample in SAMPLES.items():
        for parts in (sample, *((text,) for text in (prose(lang) if lang in HANDOUT_LANGUAGES else ()))):
            for run in runs(lang, *parts):
                found.setdefault(run.face, []).append(run)
    return found


FACES = by_face()
FONTS = pytest.mark.parametrize("font", [Written(*item) for item in FACES.items()], ids=lambda font: font.face.name)


def test_the_samples_use_every_font_of_the_language_table() -> None:
    families = {family for language in language_table().values() for family in language.fonts}
    assert {face.path.stem for face in FACES} == {
        f"{family}-{weight}" for family in families for weight in ("Regular", "Bold")
    } | {"NotoSans-Italic", "NotoSans-BoldItalic"}


@FONTS
def test_the_program_has_the_tables_of_a_font_in_a_pdf(font: Written) -> None:
    """ISO 32000-1, 9.9: glyf, head, hhea, hmtx, loca and maxp; checksums as OpenType asks."""
    assert {"glyf", "head", "hhea", "hmtx", "loca", "maxp"} <= set(font.ttf.keys())
    assert font.ttf["maxp"].numGlyphs == len(font.ttf.getGlyphOrder()) == font.ttf["hhea"].numberOfHMetrics
    assert sum(struct.unpack(f">{len(font.program) // 4}I", font.program)) & 0xFFFFFFFF == 0xB1B0AFBA
    assert len(font.gids) == len(font.widths) == len(font.texts) + 1
    assert font.gids[0] == 0


@FONTS
def test_limits_in_maxp_hold_all_glyphs(font: Written) -> None:
    names = (
        "maxPoints",
        "maxContours",
        "maxCompositePoints",
        "maxCompositeContours",
        "maxComponentElements",
        "maxComponentDepth",
    )
    stated = {name: getattr(font.ttf["maxp"], name) for name in names}
    font.ttf["maxp"].recalc(font.ttf)
    for name in names:
        assert stated[name] >= getattr(font.ttf["maxp"], name), name


@FONTS
def test_each_code_is_as_wide_as_its_glyph(font: Written) -> None:
    hmtx, scale = font.ttf["hmtx"], 1000 / font.face.upem
    names = font.ttf.getGlyphOrder()
    for cid, width in enumerate(font.widths[1:], 1):
        assert hmtx[names[font.gids[cid]]][0] * scale == pytest.approx(width, abs=0.001)
        assert width >= 0


@FONTS
def test_a_cluster_has_the_outline_of_its_parts_where_they_belong(font: Written) -> None:
    """The bounds are the union of the bounds that the parts have in the font file, each moved to its place."""
    source = TTFont(font.face.path)
    drawn, original = font.ttf.getGlyphSet(), source.getGlyphSet()
    names = font.ttf.getGlyphOrder()
    clusters = {cid: cluster for cluster, cid in font.clusters()}
    clusters |= {
        int(font.font.code((cluster.glyphs, cluster.advance, cluster.text[0])), 16): cluster
        for run in font.runs
        if run.rtl
        for cluster in run.clusters
    }
    for cid, cluster in clusters.items():
        parts = ((cluster.glyphs, 0, 0),) if isinstance(cluster.glyphs, int) else cluster.glyphs
        boxes = [box_of(original, source.getGlyphName(glyph), x, y) for glyph, x, y in parts]
        boxes = [box for box in boxes if box]
        expected = (*map(min, *(b[:2] for b in boxes * 2)), *map(max, *(b[2:] for b in boxes * 2))) if boxes else None
        name = names[font.gids[cid]]
        assert approximately(box_of(drawn, name), expected), (cluster.text, cluster.glyphs)
        glyph = font.ttf["glyf"][name]
        if expected:
            assert approximately((glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax), control_box(font.ttf, name))
            assert font.ttf["hmtx"][name][1] == glyph.xMin, "the left side bearing"


def box_of(glyphs: object, name: str, x: int = 0, y: int = 0) -> tuple[float, ...]:
    pen = BoundsPen(glyphs)
    glyphs[name].draw(pen)  # type: ignore[index]
    return (pen.bounds[0] + x, pen.bounds[1] + y, pen.bounds[2] + x, pen.bounds[3] + y) if pen.bounds else ()


def control_box(ttf: TTFont, name: str) -> tuple[float, ...]:
    coordinates = ttf["glyf"][name].getCoordinates(ttf["glyf"])[0]
    return tuple(coordinates.calcIntBounds())


def approximately(found: tuple[float, ...], expected: tuple[float, ...] | None) -> bool:
    """Within two units: a component's own hint of rounding moves a bound by one."""
    if not found or not expected:
        return not found and not expected
    return all(abs(a - b) <= 2 for a, b in zip(found, expected, strict=True))


@FONTS
def test_each_code_reads_as_its_text(font: Written) -> None:
    for cluster, cid in font.clusters():
        assert font.texts[cid] == cluster.text


@FONTS
def test_an_array_moves_the_pen_as_far_as_the_run_is_wide(font: Written) -> None:
    """The widths less the adjustments, which are whole thousandths of an em; the text is that of the run."""
    for run, array in zip(font.runs, font.arrays, strict=True):
        if array is None:
            continue
        assert re.fullmatch(r"<[0-9A-F]*(?:>-?\d+<[0-9A-F]+)*>(?:-?\d+)?", array), array
        cids = [int(code, 16) for part in re.findall(r"<([0-9A-F]*)>", array) for code in re.findall("....", part)]
        adjustments = [int(number) for number in re.findall(r">(-?\d+)", array)]
        assert "".join(font.texts[cid] for cid in cids) == run.text
        moved = sum(font.widths[cid] for cid in cids) - sum(adjustments)
        assert moved == pytest.approx(run.advance * 1000 / font.face.upem, abs=0.5 * (len(cids) + 1))


@pytest.mark.parametrize("lang", ["ar", "he"])
def test_a_right_to_left_run_has_one_code_for_each_character(lang: str) -> None:
    for run in (run for run in runs(lang, *SAMPLES[lang]) if run.rtl):
        font = Written(run.face, [run])
        (codes,) = font.codes
        assert codes is not None
        assert "".join(char for _, char, _ in codes) == run.text
        assert [font.texts[int(code, 16)] for code, _, _ in codes] == list(run.text)
        widths = [font.widths[int(code, 16)] for code, _, _ in codes]
        assert [advance for _, _, advance in codes] == pytest.approx(
            [w * run.face.upem / 1000 for w in widths], abs=0.01
        )
        assert sum(widths) == pytest.approx(run.advance * 1000 / run.face.upem, abs=0.01)
        firsts = {sum(len(c.text) for c in run.clusters[:i]) for i in range(len(run.clusters))}
        for index, (code, _, _) in enumerate(codes):
            if index not in firsts:
                name = font.ttf.getGlyphOrder()[font.gids[int(code, 16)]]
                assert widths[index] == 0
                assert font.ttf["glyf"][name].numberOfContours == 0


@FONTS
def test_equal_text_gives_equal_bytes(font: Written) -> None:
    assert written(font.font) == font.objects
    assert Written(font.face, font.runs).objects == font.objects


@FONTS
def test_glyphs_that_are_not_used_are_not_embedded(font: Written) -> None:
    """Besides glyph 0 and a blank, at most what the codes and their parts need."""
    needed = set(font.gids) | {0, 1}
    for name in [font.ttf.getGlyphName(gid) for gid in needed]:
        pending = [name]
        while pending:
            glyph = font.ttf["glyf"][pending.pop()]
            if glyph.isComposite():
                names = [component.glyphName for component in glyph.components]
                needed |= {font.ttf.getGlyphID(part) for part in names}
                pending += names
    used_by_blanks = sum(1 for gid in range(font.ttf["maxp"].numGlyphs) if gid not in needed and blank(font.ttf, gid))
    assert len(needed) + used_by_blanks == font.ttf["maxp"].numGlyphs


def blank(ttf: TTFont, gid: int) -> bool:
    return bool(ttf["glyf"][ttf.getGlyphName(gid)].numberOfContours == 0)


def test_codes_are_given_in_the_order_of_use_and_not_twice() -> None:
    (run,) = runs("en", "abca")
    font = EmbeddedFont(run.face, "F1")
    assert font.left_to_right([run]) == "<0001000200030001>"
    assert font.code((run.clusters[2].glyphs, run.clusters[2].width, "c")) == "0003"
    assert font.code((run.clusters[2].glyphs, run.clusters[2].width, "k")) == "0004", (
        "the same glyph read in another way"
    )


def test_a_glyph_that_is_kerned_in_a_right_to_left_run_has_the_width_of_its_advance() -> None:
    (run,) = runs("he", "א")
    (cluster,) = run.clusters
    kerned = Cluster(cluster.glyphs, cluster.width, cluster.text, cluster.advance - 37)
    closer = Run(run.text, run.face, 1, (kerned,), kerned.advance, 0)
    font = Written(run.face, [run, closer])
    first, second = (font.gids[int(codes[0][0], 16)] for codes in font.codes if codes)
    names = font.ttf.getGlyphOrder()
    hmtx, glyphs = font.ttf["hmtx"], font.ttf.getGlyphSet()
    assert hmtx[names[second]][0] == hmtx[names[first]][0] - 37
    assert box_of(glyphs, names[second]) == box_of(glyphs, names[first])


def test_too_many_clusters_for_one_font_are_refused() -> None:
    (run,) = runs("en", "a")
    font = EmbeddedFont(run.face, "F1")
    for width in range(65_535):
        font.code(((), width, "a"))
    with pytest.raises(OverflowError):
        font.code(((), 65_535, "a"))


def test_a_character_outside_the_first_plane_reads_as_itself() -> None:
    (run,) = runs("en", "a")
    font = EmbeddedFont(run.face, "F1")
    font.code((run.clusters[0].glyphs, run.clusters[0].width, "𝑎b"))
    streams = [data for data in written(font) if data.endswith(b"endstream")]
    to_unicode = zlib.decompress(streams[-1].split(b"\nstream\n", 1)[1].removesuffix(b"\nendstream"))
    assert b"<0001> <D835DC4E0062>" in to_unicode
