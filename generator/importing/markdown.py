"""Markdown (CommonMark with tables and struck-out text) to a page, each block with the line it stands on."""

from __future__ import annotations

import re
from pathlib import Path

from generator.importing.nouns import Log, refused

# CommonMark has no front matter; site generators put “---”, keys and “---” above the text.
_FRONT = re.compile(r"\A---[ \t]*\n(?P<keys>(?:.*\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r"^title:[ \t]*(?P<quote>[\"']?)(?P<title>.+?)(?P=quote)[ \t]*$", re.MULTILINE)
# Signs of marks in one paragraph: the parser looks at each pair of them. Four seconds' worth in a whole file.
_MAX_PAIRS = 500_000_000
# Lists in quotations in lists: nobody writes more than five.
_NESTING = 40


def page_of_markdown(path: Path, text: str, log: Log) -> tuple[str, str]:
    """The text as a page, and the title that its front matter states, or nothing. Raises `Rejected`."""
    from markdown_it import MarkdownIt

    pairs = sum(len(re.findall(r"[\[*_`<!]", part)) ** 2 for part in re.split(r"\n\s*\n", text))
    if pairs > _MAX_PAIRS:
        raise refused(path, "Too many signs such as “[” and “*” stand in one paragraph.", "Split it.")
    title, offset = "", 0
    front = _FRONT.match(text)
    if front:
        found = _TITLE.search(front["keys"])
        title = found["title"].strip() if found else ""
        for number, line in enumerate(front["keys"].splitlines(), 2):
            if not found or line != found[0]:
                log.drop(line, "front matter, which a site generator reads", number)
        text, offset = text[front.end() :], front[0].count("\n")
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _NESTING}).enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    for token in tokens:
        if token.map and token.nesting == 1:
            token.attrSet("data-line", str(token.map[0] + 1 + offset))
    return f"<html><body>{parser.renderer.render(tokens, parser.options, {})}</body></html>", title
