"""Where a line may end: ICU's line breaker (UAX #14, with dictionaries for Thai, Lao, Khmer and Burmese), less the
places inside facts and inside what the author keeps together. Also where sentences and words end (UAX #29)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from unicodedata import category, east_asian_width

from icu4py.breakers import CharacterBreaker, LineBreaker, SentenceBreaker, WordBreaker

from generator.text.scripts import FROM_HEBREW

# “Not” and “do not” where no blanks part words: Thai, Lao, Khmer, Chinese. In Burmese it is a prefix, as is အ.
_NOT = ("ไม่", "ไม่ได้", "อย่า", "ห้าม", "ບໍ່", "ຢ່າ", "មិន", "ពុំ", "កុំ", "不", "没", "沒", "未", "勿", "无", "無", "别")
# What a piece of the other scripts ends in that may stay with what follows.
_SUSPECT = "-\u00ad\u200d"
# “Not” where blanks part words; it stays with the word behind it while both fit.
_NEGATIONS = {
    "en": ("not", "no"), "fr, sr, hr, sl": ("ne",), "de": ("nicht", "kein", "keine", "keinen", "keiner"),
    "pt": ("não",), "pl": ("nie",), "cs, sk": ("ne", "nie"), "ro": ("nu",), "vi": ("không", "đừng", "chưa"),
    "ru, uk, bg": ("не", "ни", "нет"), "el": ("δεν", "μη", "μην"), "ka": ("არ", "ვერ", "ნუ"),
    "hy": ("չի", "չեն", "մի՛"), "ar": ("لا", "لم", "لن", "ليس"), "ur": ("نہیں",), "he": ("לא", "אל", "אין"),
}  # fmt: skip
_LEADING = frozenset(
    f"{form} " for words in _NEGATIONS.values() for word in words for form in (word, word.capitalize())
)
# “Do” alone at the end of a line reads as the order to do what must not be done.
_DO_NOT = re.compile(r"(?<!\w)[Dd]o(?:es)? not ")
_PREFIXES = ("မ", "အ")
# Endings of Burmese verbs, which the dictionary takes for words; of Japanese ones, half of “生物学的な”.
_ENDINGS = ("ပါသည်", "ပါ။", "ပါ၊", "သလဲ", "မည်လဲ", "ကြသလဲ", "学的")
# Burmese particles that lean on the word before them: “with”, “-s”, “is”, “which”, “and so on”.
_PARTICLES = frozenset({"နှင့်", "များ", "သည်", "သော", "ချီ၍"})
_AROUND = " ။၊\u200b"
# What joins the letter before it and the one behind it to a stack: Burmese and Khmer viramas, the joiner (Unicode 16.0,
# chapters 16.3, 16.4, 23.2). ICU parts them where its dictionary does not know the word, as with names.
_STACKING = ("\u1039", "\u17d2", "\u200d")


# Words of letters and digits between single blanks, with signs that begin no line behind them and none inside but for
# points, commas and apostrophes: by UAX #14 a line may end behind each blank (LB18), and nowhere else (LB13, 14, 19,
# 23, 25, 28, 29). Latin, Greek, Cyrillic, Armenian and Arabic, without what is not of class AL, NU or, in Arabic, CM;
# a mark that follows no letter is none of a word.
_LETTERS = (
    "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0386\u0388-\u03ce\u0400-\u0481\u048a-\u052f"
    "\u0531-\u0556\u0561-\u0587\u0620-\u0669\u0671-\u06d3\u06f0-\u06f9"
)
_LETTER = f"(?![\u064b-\u065f])[{_LETTERS}]"
_WORD = rf"\(?{_LETTER}[{_LETTERS}]*+(?:[.,'’]{_LETTER}[{_LETTERS}]*+)*+\)?[.,:;?!،؛؟]?"
_PLAIN = re.compile(rf"{_WORD}(?: {_WORD})*+ ?")
_BLANK = re.compile(" ")


@lru_cache(maxsize=20_000)
def line_breaks(text: str, locale: str) -> tuple[int, ...]:
    """Offsets in code points after which a line may end, the text's end included.

    None is after a soft hyphen, which would ask for a visible one: words are not hyphenated; none after the hyphens
    that a word begins with (“--help”, “(-5”), nor after one beside a letter of the scripts from Hebrew on
    (“कभी-कभी”), where it reads as a word cut in two; those before them part compounds at their hyphen. None is
    after “not”: the next line would say the opposite. None is before the ending of a Burmese verb or a particle,
    nor inside a stack. Plain text is parted behind its blanks, which needs no tables of ICU's.
    Source: UAX #14. ICU counts in UTF-16, so the pieces' own lengths are summed.
    """
    if _PLAIN.fullmatch(text):
        return (*[match.end() for match in _BLANK.finditer(text[:-1])], len(text))
    eastern = FROM_HEBREW.search(text) is not None
    if not eastern and not any(sign in text for sign in _SUSPECT):
        return tuple(accumulate(map(len, LineBreaker(text, locale))))
    offsets, offset = list[int](), 0
    for piece in LineBreaker(text, locale):
        ends = eastern and (piece.startswith(_ENDINGS) or piece.rstrip(_AROUND) in _PARTICLES)
        if ends and offsets and offsets[-1] == offset:
            offsets.pop()
        offset += len(piece)
        looked_at = offset < len(text) and (eastern or piece[-1] in _SUSPECT)
        if not looked_at or not (_holds_on(piece, text[offset]) or text.endswith(_NOT, 0, offset)):
            offsets.append(offset)
    return tuple(offsets)


def find_negated(text: str, breaks: tuple[int, ...]) -> list[tuple[int, int]]:
    """Ranges from a “not” to the first letter of the word behind it, and over “do not”."""
    found = [(a, b + 1) for a, b in zip((0, *breaks), breaks, strict=False) if text[a:b] in _LEADING]
    return found + [match.span() for match in _DO_NOT.finditer(text)] if "not " in text else found


# Signs that end a Chinese word more often than they are one, and particles that lean on what is before them; ICU's
# dictionary has them apart: “乳腺|癌”, “吸入|器”, “仍在|世”.
_LEANING = frozenset("学學性癌炎症病者期科药藥剂劑器医醫世的了着過过吗嗎呢吧们們里裡上下中内內前后後人位名次天")


@lru_cache(maxsize=5_000)
def word_breaks(text: str, locale: str) -> tuple[int, ...]:
    """`line_breaks`, of a Chinese text none but those between words: for headings, labels and what is hardly longer
    than a line, in which a word cut in two stands out (“什么时候发|现的？”)."""
    edges, offset = {len(text)}, 0
    for piece in WordBreaker(text, locale):
        if not (len(piece) == 1 and piece in _LEANING):
            edges.add(offset)
        offset += len(piece)
    return tuple(at for at in line_breaks(text, locale) if at in edges)


def _holds_on(piece: str, following: str) -> bool:
    """Whether what ICU would part from the sign behind it stays with that."""
    if piece.endswith(("-", "\u05be")) and FROM_HEBREW.search(piece[-2:-1] + following):
        return True
    if piece.endswith(("\u00ad", *_STACKING)) or piece in _PREFIXES:
        return True
    return piece.endswith("-") and not piece.rstrip("-")[-1:].isalnum()


# What is typed as it stands, sign by sign: options, paths and addresses, names of files, tags of languages (RFC 5646).
_TYPED = re.compile(
    r"--[A-Za-z][\w-]*(?:[ =][\w.-]+)?|(?<![\w.~+-])[\w.~+-]*(?:[/@][\w.~+@-]+)+"
    r"|(?<![\w-])[a-z]{2,3}-(?:[A-Z][a-z]{3}|[A-Z]{2})\b"
    r"|(?<![\w-])[\w-]+\.(?:ya?ml|csv|pdf|html|md|txt|docx|svg|png|json|toml|zip)\b",
    re.ASCII,
)


# A word with hyphens in it; and the letters of the shortest part that a line may end or begin with.
_HYPHENATED = re.compile(r"[^\W_][\w\u0300-\u036f]*(?:-[\w\u0300-\u036f]+)+")
_SHORTEST_PART = 3


def find_hyphens(text: str) -> list[tuple[int, int]]:
    """Ranges around the hyphens inside what is typed as it stands, around all of a word of more than two parts
    (“ме-та-ста-ТИ-че-ский”), and around one with a short part (“lê-se”, “zh-Hans”): a line that ends in one reads as a
    word cut in two, and the hyphen as one that the line asks for. Dates and the like are facts, and no concern of this.
    """
    if "-" not in text:
        return []
    kept = [*_TYPED.finditer(text), *(match for match in _HYPHENATED.finditer(text) if _stays_whole(match[0]))]
    return sorted(
        {
            (match.start() + at, match.start() + at + 2)
            for match in kept
            for at, char in enumerate(match[0][:-1])  # behind its last sign, it ends
            if char == "-"
        }
    )


# A dash between two blanks: it ends a line, and begins none.
_DASH = re.compile(r" [-–—](?= )")


def find_dashes(text: str) -> list[tuple[int, int]]:
    """Ranges over a blank and the dash behind it (“Warfarin - what to ask”)."""
    return [match.span() for match in _DASH.finditer(text)]


def _stays_whole(word: str) -> bool:
    parts = word.split("-")
    return len(parts) > 2 or min(map(len, parts)) < _SHORTEST_PART


@lru_cache(maxsize=2_000)
def grapheme_breaks(text: str) -> tuple[int, ...]:
    """Offsets between user-perceived characters, the text's end included; none inside a stack. Source: UAX #29."""
    offsets, offset = [], 0
    for piece in CharacterBreaker(text, "en"):
        offset += len(piece)
        if offset == len(text) or not piece.endswith(_STACKING):
            offsets.append(offset)
    return tuple(offsets)


# A full stop behind these ends no sentence; ICU's breaker splits there when a capital or a figure follows.
_SHORTENED = re.compile(
    r"(?:^|[\s(“\"'’])(?:[Dd]ra?|[Mm]rs?|Ms|Prof|Sra?|Mme|Hr|Fr|St|[Nn]o|[Nn]r|pp?|vs|approx|[Ff]igs?|cf|bzw|z\.\s?B"
    r"|e\.g|i\.e|[A-Z])\.\s*$"
)


@lru_cache(maxsize=5_000)
def sentence_spans(text: str, locale: str) -> tuple[tuple[int, int], ...]:
    """Starts and ends of the sentences of a text, in code points, without the blanks around them. Source: UAX #29, 5.

    A line break ends a sentence, and the full stop of a shortened word does not.
    """
    spans: list[tuple[int, int]] = []
    start = offset = 0
    for piece in SentenceBreaker(text, locale):
        offset += len(piece)
        said = text[start:offset]
        # Where a number follows, “No. 5” and “p. 4” are meant; a lone capital may be the end: “vitamin K.”
        if (
            _SHORTENED.search(said)
            and offset < len(text)
            and not piece.endswith("\n")
            and not _is_end(said, text[offset:])
        ):
            continue
        if stripped := said.strip():
            first = start + said.index(stripped)
            spans.append((first, first + len(stripped)))
        start = offset
    return tuple(spans)


def _is_end(said: str, following: str) -> bool:
    """Whether a word that is also a shortened one ends its sentence here: “say no.”, “vitamin K.”"""
    word = said.split()[-1].strip("(“\"'’")
    if word in ("no.", "No.", "p.", "pp.", "nr.", "Nr."):
        return not following[:1].isdigit()
    return len(word) == 2 and word[0].isupper() and len(said.split()) > 1 and said.split()[-2][:1].islower()


@lru_cache(maxsize=20_000)
def word_spans(text: str, locale: str) -> tuple[tuple[int, int], ...]:
    """Starts and ends of the words of a text, in code points; ICU has dictionaries where no blanks part words.

    “quick-relief”, “and/or” and “1-800-222-1222” are one word each, as a reader counts them. Source: UAX #29, 4.
    """
    spans: list[tuple[int, int]] = []
    offset = 0
    for piece in WordBreaker(text, locale):
        start, offset = offset, offset + len(piece)
        if not any(char.isalnum() for char in piece):
            continue
        if spans and text[spans[-1][1] : start] in _JOINTS:
            spans[-1] = (spans[-1][0], offset)
        else:
            spans.append((start, offset))
    return tuple(spans)


_JOINTS = ("-", "‑", "/", "&")


def sentence_pieces(text: str, locale: str) -> list[str]:
    """The text cut behind each of its sentences, blanks included; an abbreviation before a capital letter ends one.

    Source: UAX #29, 5. The CLDR's list of abbreviations (the key “ss”) is not asked for: ICU finds them at the end of
    longer words too, and joins “Er heißt Müller. Heute kommt er.” to one sentence.
    """
    return list(SentenceBreaker(text, locale))


def word_pieces(text: str, locale: str) -> list[str]:
    """The text cut into words and what stands between them. Source: UAX #29, 4."""
    return list(WordBreaker(text, locale))


def without_splits(breaks: tuple[int, ...], whole: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """The breaks that split none of the (start, end) ranges."""
    kept: frozenset[int] = frozenset()
    for start, end in whole:
        kept |= frozenset(range(start + 1, end))
    return tuple(b for b in breaks if b not in kept) if kept else breaks


def is_longer(text: str, most: int, wide: bool = False) -> bool:
    """Whether a line has more characters than `most`, as a reader counts them: a letter and its marks are one, blanks
    at the ends are none. wide: of characters that fill a square, one of half its width is half a character (UAX #11).
    """
    counted = [char for char in text.strip() if category(char) not in ("Mn", "Me", "Cf", "Cc")]
    if not wide:
        return len(counted) > most
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in counted) > 2 * most
