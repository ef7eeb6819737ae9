"""Files as they come: of the kind that their name says, within limits, and decoded.

Nothing is guessed in silence: a code page that the file does not state is a guess, and the report says so.
"""

from __future__ import annotations

import codecs
import re
import stat
from pathlib import Path

from generator.importing.nouns import Log, refused

# The longest handout known to us has 0.3 MB of text; a web page may carry pictures in itself, a Word file does.
MAX_TEXT, MAX_PAGE, MAX_WORD = 3_000_000, 20_000_000, 50_000_000
KINDS = {".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "page", ".htm": "page", ".xhtml": "page",
         ".docx": "word"}  # fmt: skip
_LIMITS = {"text": MAX_TEXT, "markdown": MAX_TEXT, "page": MAX_PAGE, "word": MAX_WORD}
_SAVE_AS = "Save it as .docx, .html or .txt in the program that made it."
# What the first bytes of a file say, whatever its name says.
_MAGIC = (
    (b"PK\x03\x04", "a ZIP package such as a Word file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file, or one with a password"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"bplist", "a web archive"),
)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
# HTML, 13.2.3.2: the encoding stands within the first 1024 bytes; or XML 1.0, 4.3.3.
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(path: Path) -> str:
    """“text”, “markdown”, “page” or “word” by the file's name. Raises `Rejected` for any other."""
    suffix = path.suffix.lower()
    if suffix in KINDS:
        return KINDS[suffix]
    if suffix in (".docm", ".dotm"):
        raise refused(
            path, "The file is a Word file with macros, which are programs.", "Save it as .docx, without macros."
        )
    known = ".txt, .md, .html, .htm or .docx"
    what = f"ends in “{suffix}”" if suffix else "has no ending"
    raise refused(path, f"The file {what}; what can be imported ends in {known}.", _SAVE_AS)


def read_bytes(path: Path, kind: str) -> bytes:
    """The file's bytes, after its size and its first bytes were looked at. Raises `Rejected`."""
    limit = _LIMITS[kind]
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):  # a pipe would be waited for without end
            raise refused(path, "The file is a folder, a pipe or a device.", "Save it as a file first.")
        size = state.st_size
        if size > limit:
            raise refused(path, f"The file has {size:,} bytes; the limit is {limit:,}.", "Take out what is no text.")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise refused(
            path, f"The file cannot be read: {error.strerror}.", "Check the name and the permissions."
        ) from None
    if not data.strip():
        raise refused(path, "The file is empty.")
    _check_magic(path, kind, data)
    return data


def _check_magic(path: Path, kind: str, data: bytes) -> None:
    found = next((what for magic, what in _MAGIC if data.startswith(magic)), "")
    if kind == "word":
        if found == _MAGIC[0][1]:
            return
        if found == _MAGIC[1][1] and "EncryptedPackage".encode("utf-16-le") in data:
            raise refused(
                path, "The file is locked with a password.", "Open it in Word, take the password off, and save it."
            )
        what = found or ("a web page" if _looks_like_page(data) else "no Word file")
        raise refused(path, f"The file is called “{path.suffix}”, and it is {what}.", "Save it as .docx.")
    if found:
        raise refused(path, f"The file is called “{path.suffix}”, and it is {found}.", _SAVE_AS)
    if kind == "text" and _looks_like_page(data):
        raise refused(path, "The file is called “.txt”, and it is a web page.", "Call it .html.")
    if kind == "page" and b"<" not in data.replace(b"\0", b""):
        raise refused(path, f"The file is called “{path.suffix}”, and it holds no HTML.", "Call it .txt.")
    if kind == "page" and re.match(rb"\s*(?:From:|MIME-Version:)", data):
        raise refused(path, "The file is a saved mail or web archive (MHTML).", "Save the page as “HTML only”.")


def _looks_like_page(data: bytes) -> bool:
    return re.match(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html\b)", data, re.IGNORECASE) is not None


def decoded(path: Path, data: bytes, kind: str, log: Log) -> str:
    """The file's text: by its byte order mark, by what the page states, as UTF-8, or by a guess that is told.

    Raises `Rejected` when it is no text.
    """
    text = _by_mark(path, data)
    if text is None and kind == "page":
        text = _by_declaration(data, log)
    if text is None:
        try:
            text = data.decode()
        except UnicodeDecodeError:
            text = _guessed(path, data, log)
    bad = _NOT_TEXT.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        raise refused(path, f"The file is no text: it holds the byte {ord(bad[0]):02X} (hexadecimal).", _SAVE_AS, line)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _by_mark(path: Path, data: bytes) -> str | None:
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "")
    if not encoding:
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        message = f"The file begins as {encoding.removesuffix('-sig').upper()}, and goes on as something else."
        raise refused(path, message, "Save it again, as UTF-8.") from None


def _by_declaration(data: bytes, log: Log) -> str | None:
    found = _DECLARED.search(data[:4096])
    if found is None:
        return None
    name = (found[1] or found[2]).decode("ascii", "replace").lower()
    # What browsers read them as: WHATWG Encoding, 4.2.
    name = {
        "iso-8859-1": "cp1252",
        "latin1": "cp1252",
        "us-ascii": "cp1252",
        "ascii": "cp1252",
        "gb2312": "gb18030",
        "shift_jis": "cp932",
        "iso-8859-9": "cp1254",
        "x-sjis": "cp932",
        "ks_c_5601-1987": "cp949",
    }.get(name, name)
    try:
        if codecs.lookup(name).name.startswith(("utf-16", "utf-32")):
            return None  # the declaration could be read byte by byte, so it is wrong (HTML, 13.2.3.2)
        text = codecs.decode(data, name)
    except (LookupError, UnicodeError):
        log.note(f"The page says that it is written in “{name}”, and it is not.")
        return None
    return text if isinstance(text, str) else None


def _guessed(path: Path, data: bytes, log: Log) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000] if len(data) > 200_000 else data).best()
    try:
        if best is None or b"\0" in data:
            raise UnicodeError
        text = data.decode(best.encoding, errors="strict")
    except UnicodeError:
        byte = next((one for one in data if one in b"\0\1\2\3"), None)
        reason = (
            f"it holds the byte {byte:02X} (hexadecimal)" if byte is not None else "no code page makes letters of it"
        )
        raise refused(path, f"The file is no text: {reason}.", "Save it as UTF-8.") from None
    log.note(
        f"The letters were read as {best.encoding.replace('_', '-')}, which is a guess: look at those with accents, "
        "or save the file as UTF-8."
    )
    return text
