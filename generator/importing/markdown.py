"""Markdown (CommonMark with tables and struck-out text) to a page, each block with the line it stands on."""

from __future__ import annotations

import re

from generator.importing.nouns import Log

# CommonMark has no front matter; site generators put “---”, keys and “---” above the text.
_FRONT = re.compile(r"\A---[ \t]*\n(?P<keys>(?:.*\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r"^title:[ \t]*(?P<quote>[\"']?)(?P<title>.+?)(?P=quote)[ \t]*$", re.MULTILINE)
# Lists in quotations in lists: nobody writes more than five.
_NESTING = 40


def page_of_markdown(text: str, log: Log) -> tuple[str, str]:
    """The text as a page, and the title that its front matter states, or nothing."""
    from markdown_it import MarkdownIt

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
