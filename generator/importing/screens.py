"""What of a web page is no text of its own: hidden parts, ways through the site, forms, films.

Source of the landmarks: WAI-ARIA 1.2, 5.3.4; HTML (WHATWG), 4.3. A part that is dropped for its class alone
has to be small: pages put such words on the frame around everything, too.
"""

from __future__ import annotations

import re

from lxml import etree

from generator.importing.elements import line_of, name_of, words_of
from generator.importing.nouns import Log

_SILENT = frozenset(
    [
        "script",
        "style",
        "template",
        "head",
        "link",
        "meta",
        "base",
        "title",
        "object-param",
        "param",
        "source",
        "track",
        "col",
        "colgroup",
        "rp",
        "wbr",
        "area",
        "map",
    ]
)
_TOLD = {
    "nav": "a menu",
    "noscript": "shown only where scripts are switched off",
    "video": "a video",
    "audio": "a sound",
    "iframe": "another page inside this one",
    "frame": "another page inside this one",
    "embed": "another file inside this page",
    "object": "another file inside this page",
    "applet": "a program",
    "canvas": "a drawing that a program makes",
    "svg": "a drawing inside the page; save it as an .svg file",
    "math": "a formula",
    "button": "a button",
    "input": "a field to type in",
    "select": "a choice on the screen",
    "textarea": "a field to type in",
    "datalist": "a choice on the screen",
    "dialog": "a window over the page",
    "progress": "a progress bar",
}
_ROLES = {
    "navigation": "a menu",
    "search": "a form to search",
    "banner": "the head of the web site",
    "contentinfo": "the foot of the web site",
    "menu": "a menu",
    "menubar": "a menu",
    "dialog": "a window over the page",
    "alertdialog": "a window over the page",
    "doc-toc": "a table of contents",
}
_CLASSES = (
    (r"cookies?|consent|gdpr", "a notice about cookies"),
    (r"breadcrumbs?", "the way through the web site"),
    (r"share|sharing|social|addtoany|sharethis|addthis", "buttons to share the page"),
    (r"skip(?:-?link|-?to|-?nav)?", "a way to skip on the page"),
    (r"navbar|nav|navigation|mega-?menu|menu|site-?header|masthead|pagination|pager|toc", "a menu"),
    (r"site-?footer|page-?footer|footer", "the foot of the web site"),
    (r"newsletter|subscribe|advert|ads?|promo|banner|popup|modal", "an advertisement or a form"),
    (r"related(?:-?(?:posts|links|articles|content))?", "links to other pages"),
    (r"sr-?only|visually-?hidden|screen-?reader(?:-?text)?", "hidden on the screen"),
    (r"translate|language-?(?:switcher|selector)|goog-?te\w*|gtranslate", "a button to translate the page"),
    (r"comments?(?:-?(?:area|form|list))?|respond", "comments of readers"),
)
_NAMED = tuple(
    (re.compile(rf"(?:^|[\s_-])(?:{names})(?:$|\s)|^(?:{names})[_-]", re.IGNORECASE), why) for names, why in _CLASSES
)
# Characters of the largest part that may go for its class alone: about 250 words.
_SMALL = 1500
_HEADINGS = ("h1", "h2")


def left_out(element: etree._Element, tag: str) -> str | None:
    """Why an element is not read; empty where nobody needs to be told, None for one that is read."""
    if tag in _SILENT:
        return ""
    if is_hidden(element):
        return "hidden on the page"
    if tag in ("form", "fieldset"):
        return _of_form(element)
    if tag == "object" and len(words_of(element)) > _SMALL:
        return None
    role = (element.get("role") or "").lower()
    why = _TOLD.get(tag) or _ROLES.get(role, "")
    if tag == "footer" and not any(name_of(one) in ("article", "main", "section") for one in element.iterancestors()):
        why = "the foot of the web site"
    if tag == "input" and (element.get("type") or "").lower() in ("hidden", "checkbox", "radio"):
        return ""
    return why or _of_class(element)


def is_hidden(element: etree._Element) -> bool:
    look = (element.get("style") or "").lower().replace(" ", "")
    return (
        element.get("hidden") is not None
        or (element.get("aria-hidden") or "").lower() == "true"
        or re.search(r"display:none|visibility:hidden|mso-hide:all", look) is not None
    )


def _of_form(element: etree._Element) -> str | None:
    """A form is dropped when it is small; some sites wrap the whole page in one."""
    fields = [one for one in element.iter("input", "select", "textarea") if (one.get("type") or "").lower() != "hidden"]
    return "a form" if fields and _is_small(element) else None


def _of_class(element: etree._Element) -> str | None:
    names = " ".join(filter(None, (element.get("class"), element.get("id"))))
    if not names or name_of(element) in ("html", "body", "main", "article", "p", "h1", "h2", "h3", "td", "th", "tr"):
        return None
    why = next((why for pattern, why in _NAMED if pattern.search(names)), None)
    return why if why and _is_small(element) else None


def _is_small(element: etree._Element) -> bool:
    return len(words_of(element)) <= _SMALL and not any(
        name_of(one) in _HEADINGS for one in element.iter(etree.Element)
    )


def looks_like_menu(element: etree._Element) -> bool:
    """A list of three or more items that are nothing but links of few words, to pages of the site."""
    items = [child for child in element if isinstance(child.tag, str) and name_of(child) == "li"]
    if len(items) < 3:
        return False
    for item in items:
        words, links = words_of(item), [one for one in item.iter("a") if one.get("href")]
        said = " ".join(words_of(link) for link in links)
        near = all(not re.match(r"https?://|mailto:|tel:", str(link.get("href")).strip()) for link in links)
        if not links or not near or len(words.split()) > 6 or "".join(said.split()) != "".join(words.split()):
            return False
    return True


def main_part(root: etree._Element, log: Log) -> etree._Element:
    """The part that holds the text: `main`, else the only article, else the body. What lies outside is told."""
    body = next(root.iter("body"), root)
    mains = [
        one for one in body.iter(etree.Element) if name_of(one) == "main" or (one.get("role") or "").lower() == "main"
    ]
    articles = list(body.iter("article"))
    chosen = mains[0] if len(mains) == 1 else articles[0] if not mains and len(articles) == 1 else body
    # A part with less than half of the text is not the main one, whatever it is called.
    if chosen is not body and len(words_of(chosen)) * 2 < len(words_of(body)):
        chosen = body
    if chosen is not body:
        _tell_outside(body, chosen, log)
    return chosen


def _tell_outside(body: etree._Element, chosen: etree._Element, log: Log) -> None:
    """Words before and after the main part, each line of them."""
    path = {chosen, *chosen.iterancestors()}

    def walk(element: etree._Element) -> None:
        log.drop(element.text or "", "outside the main part of the page", line_of(element))
        for child in element:
            if isinstance(child.tag, str) and child is not chosen:
                if child in path:
                    walk(child)
                elif name_of(child) not in _SILENT:
                    for line in words_of(child).split("\n"):
                        log.drop(line, "outside the main part of the page", line_of(child))
            log.drop(child.tail or "", "outside the main part of the page", line_of(element))

    walk(body)
