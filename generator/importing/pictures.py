"""Pictures of a document: found without leaving its folder or asking the network, checked, and numbered.

Taken: PNG, JPEG and plain SVG as they are; GIF, BMP, TIFF and WebP as PNG. All others leave a remark in the draft.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from generator.importing.nouns import Figure, Gap, Log, PictureFile, Runs, refused
from generator.pictures import MAX_BYTES, MAX_PIXELS, BadPicture, load_picture
from generator.problems import shown
from generator.values import Mutable, field

# A leaflet of 24 pages with four pictures each.
MAX_PICTURES = 100
# Of all pictures together, in bytes.
MAX_TOTAL = 60_000_000
_SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/pjpeg": ".jpg",
    "image/svg+xml": ".svg",
}
_CONVERTED = ("GIF", "BMP", "TIFF", "WEBP")
_FILE_NAME = re.compile(
    r"\S*\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|emf|wmf)|(?:image|img|picture|photo|graphic|bild|imagen|dsc|figure|graphic|object|logo)[\s_-]*\d*",
    re.IGNORECASE,
)
_BY_MACHINE = re.compile(
    r"\b(?:description )?automatically generated(?: with \w+ confidence)?\b|\bAI-generated content\b", re.IGNORECASE
)


def alternative(text: str) -> str:
    """An alternative text that tells something; empty for the name of a file."""
    words = " ".join(text.split())
    return "" if _FILE_NAME.fullmatch(words) else words


class Pictures(Mutable):
    """The pictures of one document. look: gives the bytes and media type that a name stands for, and raises
    `BadPicture` with the end of a sentence when it cannot."""

    path: Path
    log: Log
    look: Callable[[str], tuple[bytes, str]]
    taken: list[PictureFile] = field(default_factory=list)
    _known: dict[bytes, int] = field(default_factory=dict)

    def figure(self, source: str, alt: str | None, caption: Runs, line: int) -> Figure | Gap | None:
        """The block for a picture; alt None: the document says nothing, empty: it says that it tells nothing."""
        name = _name_of(source)
        words = alternative(alt or "")
        if alt and not words:
            self.log.note(f"The alternative text “{shown(alt.strip()[:60])}” is the name of a file, and was not taken.")
        elif _BY_MACHINE.search(words):
            self.log.note(
                f"The alternative text “{shown(words[:60])}” was made by a machine: read it against the picture."
            )
        try:
            number = self._number(*self.look(source))
        except BadPicture as error:
            told = f" Its alternative text: “{words}”." if words else ""
            self.log.drop(name.strip("“”"), f"a picture that {error}", line)
            return Gap(f"a picture stood here, {name}, which {error}.{told}", line)
        return Figure(number, words, alt is not None and not alt.strip(), caption, line)

    def _number(self, data: bytes, kind: str) -> int:
        if data in self._known:
            return self._known[data]
        if len(self.taken) >= MAX_PICTURES:
            raise refused(
                self.path, f"The file holds more than {MAX_PICTURES} pictures.", "Take out those that tell nothing."
            )
        if sum(len(one.data) for one in self.taken) + len(data) > MAX_TOTAL:
            raise refused(
                self.path, f"The pictures of the file have more than {MAX_TOTAL // 1_000_000} MB.", "Save them smaller."
            )
        self.taken.append(self._checked(data, kind))
        self._known[data] = len(self.taken) - 1
        return len(self.taken) - 1

    def _checked(self, data: bytes, kind: str) -> PictureFile:
        """A picture that the generator can set, as it is or converted."""
        if len(data) > MAX_BYTES:
            raise BadPicture(f"has more than {MAX_BYTES // 1_000_000} MB")
        if "emf" in kind or "wmf" in kind or data[:4] in (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x00\x00"):
            raise BadPicture("is a Windows metafile (WMF or EMF), which no browser shows: save it as PNG or SVG")
        suffix = _SUFFIXES.get(kind.partition(";")[0].strip().lower(), "")
        if not suffix:
            data, suffix = _as_png(data, kind), ".png"
            self.log.note(f"A picture ({kind or 'of no stated kind'}) was converted to PNG.")
        _load(data, suffix)
        return PictureFile(data, suffix)


def _load(data: bytes, suffix: str) -> None:
    """Read it as the build will. Raises `BadPicture`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"picture{suffix}"
        path.write_bytes(data)
        load_picture(path)


def _as_png(data: bytes, kind: str) -> bytes:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=_CONVERTED) as image:
            if image.width * image.height > MAX_PIXELS:
                raise BadPicture(f"has more than {MAX_PIXELS:,} pixels")
            out = io.BytesIO()
            image.convert("RGBA" if image.has_transparency_data else "RGB").save(out, "PNG")
            return out.getvalue()
    except BadPicture:
        raise
    except Exception:  # Pillow raises many kinds for broken files
        raise BadPicture(
            f"is of a kind that cannot be set ({kind or 'not stated'}): save it as PNG, JPEG or SVG"
        ) from None


def from_page(path: Path) -> Callable[[str], tuple[bytes, str]]:
    """Looks a web page's pictures up: in the page itself (`data:`), or in the page's folder and below it."""

    def look(source: str) -> tuple[bytes, str]:
        if source[:5].lower() == "data:":
            return _from_data(source)
        if re.match(r"(?:[a-z][a-z0-9+.-]*:|//|\\\\)", source, re.IGNORECASE):
            raise BadPicture("is not in the file: nothing is fetched from a network")
        return _from_folder(path, unquote(source.partition("?")[0].partition("#")[0]))

    return look


def _from_folder(page: Path, name: str) -> tuple[bytes, str]:
    folder = page.parent.resolve()
    try:
        path = (folder / name).resolve()
        inside = path.is_relative_to(folder) and not name.startswith(("/", "\\"))
        if not inside:
            raise BadPicture("lies outside the page's folder, and was not read")
        if not path.is_file():
            raise BadPicture("is not there")
        if path.stat().st_size > MAX_BYTES:
            raise BadPicture(f"has more than {MAX_BYTES // 1_000_000} MB")
        data = path.read_bytes()
    except (OSError, RuntimeError, ValueError):
        raise BadPicture("cannot be read") from None
    suffix = path.suffix.lower().lstrip(".")
    return data, "image/svg+xml" if suffix == "svg" else f"image/{suffix}"


def _from_data(source: str) -> tuple[bytes, str]:
    """Source: RFC 2397."""
    head, comma, body = source[5:].partition(",")
    if not comma:
        raise BadPicture("is not whole")
    if len(body) > MAX_BYTES * 4 / 3:
        raise BadPicture(f"has more than {MAX_BYTES // 1_000_000} MB")
    kind, *marks = head.lower().split(";")
    try:
        if "base64" in (mark.strip() for mark in marks):
            return base64.b64decode(re.sub(r"\s+", "", unquote(body)), validate=True), kind
    except (binascii.Error, ValueError):
        raise BadPicture("is not whole") from None
    return unquote_to_bytes(body), kind


def _name_of(source: str) -> str:
    """What a message calls the picture."""
    if source[:5].lower() == "data:":
        return f"“{shown(source[:30])}…”"
    return f"“{shown(source[:120])}”"
