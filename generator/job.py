"""What is asked for: one leaflet, in one language and one look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.languages import find_language
from generator.values import Frozen, field

if TYPE_CHECKING:
    from generator.filling import Copy

# What the format is called in which nothing is laid over the layout; a job in it has no form.
STANDARD = "standard"
# Before the name of a format that wants words of its own, on a copy that is made of the usual ones.
NOT = "not-"


class Job(Frozen):
    """One leaflet to build.

    name, lang: the handout; standard: "ua-1" or "ua-2"; verify: read the text back with pypdf as well; measure: judge
    the finished pages and tags by the rules of `rules/pages.py`; release: a
    translation that is out of date is an error; fallback: texts that are not translated stand in their source's
    language; beside: a second language, for a bilingual copy; form: a format such as large-print; mode: “greyscale” or
    “toner-saver”; brand, paper: taken instead of the layout's own; fillable: the patient's box is a form to type on;
    copy: one patient's, filled in; label: what tells its file from the others; profile: what the pages are measured
    against, in place of the one that the handout names; usual: the format wants words of its own, there are none, and
    the file's name says so.
    """

    name: str
    lang: str
    layout: str
    standard: str = "ua-1"
    verify: bool = False
    release: bool = False
    fallback: bool = False
    beside: str = ""
    form: str = ""
    mode: str = ""
    brand: str = ""
    paper: str = ""
    fillable: bool = False
    copy: Copy | None = field(default=None, repr=False)
    label: str = ""
    measure: bool = False
    profile: str = ""
    usual: bool = False

    def __str__(self) -> str:
        beside = f"+{self.beside}" if self.beside else ""
        number = f"copy {self.copy.number}" if self.copy else ""
        return " ".join(
            filter(None, [self.name, f"{self.lang}{beside}", self.layout, self.brand, self.form, self.mode, number])
        )

    @property
    def file_name(self) -> str:
        """Language by tag and in English, for staff who cannot read the copy."""
        beside = f"-with-{_in_english(self.beside)}" if self.beside else ""
        standard = "" if self.standard == "ua-1" else f"-{self.standard}"
        form = f"{NOT}{self.form}" if self.usual else self.form
        look = "".join(f"-{part}" for part in (self.brand, form, self.paper, self.mode) if part)
        use = f"-{self.label}" if self.label else "-fillable" if self.fillable else ""
        return f"{self.name}-{self.lang}-{_in_english(self.lang)}{beside}{look}{standard}{use}.pdf"


def _in_english(lang: str) -> str:
    language = find_language(lang)
    return language.slug if language else ""
