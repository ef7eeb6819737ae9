"""What machines are told of the program: its version, and where its pages stand."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urljoin

# Of our own JSON; it changes when a key is taken away or means something else.
VERSION = 1
RULES_PAGE = "docs/rules.md"


@lru_cache(maxsize=1)
def version() -> str:
    """The version that is installed; “unknown” where the program runs without having been installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("handouts")
    except PackageNotFoundError:
        return "unknown"


@lru_cache(maxsize=1)
def home() -> str:
    """The address of the documentation, as the package names it; empty where it is not known."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        urls = metadata("handouts").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    named = dict(url.split(", ", 1) for url in urls)
    return str(named.get("Documentation", ""))


def rule_page(rule: str) -> str:
    """Where the rule is explained: an address when the package names one, else from the project's own folder."""
    return urljoin(home(), f"{RULES_PAGE}#{rule}")
