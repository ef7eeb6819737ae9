"""The one page that looks at brands and comparisons are written as: everything in it, nothing fetched, nothing run."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

# Of both pages; lengths in rem, colours of ours.
_STYLE = """
body {{ font: 1rem/1.5 system-ui, sans-serif; color: #1f2a2e; background: #fff; max-width: {width}rem;
  margin: 2rem auto; padding: 0 1rem; }}
h2 {{ border-top: 2px solid {accent}; padding-top: 1rem; }}
"""
_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
"""


def one_page(title: str, style: str, body: Iterable[str], *, width: int, accent: str = "currentcolor") -> str:
    """A page in English. title: as text; style: rules behind those of every such page; body: HTML; width: of its
    lines at most, in rem; accent: the colour of the lines above its sections."""
    rules = _STYLE.format(width=width, accent=accent) + style
    return "".join((_HEAD.format(title=escape(title), style=rules), *body, "</main>\n</body>\n</html>\n"))
