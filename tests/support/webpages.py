"""A page as a program reads it that knows nothing of the generator: Python's own parser, held to balanced tags."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


@dataclass(slots=True)
class Tag:
    """An element with what stands in it."""

    name: str
    attributes: dict[str, str | None]
    kids: list[Tag | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def find(self, name: str, **attributes: str) -> list[Tag]:
        """All elements of that name inside, in order, that have these attributes (`class_`)."""
        found = []
        for kid in self.kids:
            if isinstance(kid, Tag):
                wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
                if kid.name == name and wanted.items() <= kid.attributes.items():
                    found.append(kid)
                found += kid.find(name, **attributes)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Tag("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute stands twice: {attrs}"
        new = Tag(tag, dict(attrs))
        self.open[-1].kids.append(new)
        if tag not in VOID:
            self.open.append(new)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].kids.append(Tag(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].kids.append(data)


def page(data: bytes) -> Tag:
    """The page; fails when an element is left open or closed by another."""
    reader = _Reader()
    reader.feed(data.decode("utf-8"))
    reader.close()
    assert [tag.name for tag in reader.open] == [""]
    return reader.open[0]


def words(data: bytes) -> str:
    """What the page's main part says, in order."""
    (main,) = page(data).find("main")
    return main.text
