"""What a web page leaves in its text: ways through the site, buttons, notices. None of it works on paper.

Only a whole paragraph, item or heading is judged, never a part of a sentence: “Share your worries with your nurse”
stays. Source: PEMAT-P (AHRQ, 2014), item 3 (no information that distracts).
"""

from __future__ import annotations

import re

_SKIP = r"(?:skip|jump) (?:to|over) (?:the )?(?:main |primary |page |site )?(?:content|navigation|nav|menu|search|footer|main|text|page)(?: (?:and|or|to) .{1,30})?|(?:zum|zur) .{0,20}(?:inhalt|navigation|suche)(?: springen)?|(?:ir|saltar|pasar) al contenido(?: principal)?|aller au contenu(?: principal)?|跳[到至转]?(?:主要)?内容|تخطي? إلى المحتوى(?: الرئيسي)?"
_TOP = r"(?:go |back |return |jump |scroll )?(?:to )?(?:the )?top(?: of (?:the )?page)?|nach oben|seitenanfang|zurück nach oben|(?:volver |ir )?arriba|(?:retour )?(?:en )?haut(?: de (?:la )?page)?|返回顶部|回到顶部|العودة إلى الأعلى"
_TRANSLATE = r"translate(?: this page)?|select (?:a |your )?language|choose (?:a |your )?language|google translate|powered by google translate|übersetzen|traducir|traduire|翻译|ترجم"
_SHARE = r"(?:share|tweet|pin|like|follow)(?: (?:this|us|it|on|via|with|by|page|article|post|story|facebook|twitter|x|linkedin|instagram|pinterest|whatsapp|email|e-mail|&|and)){0,6}|(?:on )?(?:facebook|twitter|linkedin|pinterest|whatsapp|instagram|youtube)|teilen|compartir|partager|分享|مشاركة"
_PRINT = r"print(?: (?:this|page|article|version|friendly|a|copy|pdf|or save|as pdf)){0,4}|printer[- ]friendly(?: version)?|(?:e-?mail|save|download|bookmark)(?: this)?(?: (?:page|article|pdf|as pdf))|(?:seite )?drucken|imprimir|imprimer|打印|طباعة"
_MORE = r"(?:read|learn|find out|see|show|view|load|discover)(?: (?:more|less|all|full article|the full article))(?: (?:here|now|about (?:this|it)))?|continue reading|(?:please )?(?:click|tap|press) (?:here|(?:on )?this link|to (?:expand|read more|enlarge))(?: (?:to|for) [^,;:.]{1,40})?|mehr (?:lesen|erfahren)|weiterlesen|leer más|lire la suite|en savoir plus|hier klicken|klicken sie (?:bitte )?hier|(?:haga|haz) clic aquí|pulse aquí|cliquez ici|clicca qui|clique aqui|klik hier|kliknij tutaj|点击(?:这里|此处)|阅读更多|اقرأ المزيد|انقر هنا"
_COOKIE = r".{0,120}\b(?:we|this (?:web ?)?site|our (?:web ?)?site)\b.{0,40}\buses? cookies\b.{0,300}|(?:accept|reject|manage|allow)(?: (?:all|cookies|optional|essential|preferences|settings|and|close)){1,4}|cookie (?:policy|settings|preferences|notice|consent)|.{0,80}\b(?:verwendet cookies|utiliza cookies|utilise des cookies)\b.{0,200}"
_RIGHTS = r"(?:©|\(c\)|copyright\b).{0,250}|.{0,120}\ball rights reserved\b.{0,80}|.{0,80}\balle rechte vorbehalten\b.{0,40}|.{0,80}\b(?:todos los derechos reservados|tous droits réservés)\b.{0,40}"
_ACCOUNT = r"(?:sign|log) (?:in|out|up|on)|log-?in|register|subscribe(?: (?:to|now|for) .{1,60})?|my account|menu|search|site ?map|close|open menu|main menu|toggle (?:navigation|menu)|privacy policy|terms (?:of use|of service|and conditions)|accessibility statement|home|advertisement|sponsored|loading\.*"
_COMMENT = r"(?:leave|post|add) a (?:comment|reply)|(?:\d+ )?comments?|was this (?:page|article|information) (?:helpful|useful)\??(?: yes no| yes / no)?|rate this (?:page|article)"

# Each ends as pages end such words: “Translate »”, “Read more …”, “[Top]”, “↑”.
_ALONE = tuple(
    (re.compile(rf"\W*(?:{pattern})[\s»›>→↑▲^…|)\]:.!*+-]*", re.IGNORECASE), why)
    for pattern, why in (
        (_SKIP, "a way to skip on the page"),
        (_TOP, "a way to the top of the page"),
        (_TRANSLATE, "a button to translate the page"),
        (_SHARE, "a button to share the page"),
        (_PRINT, "a button to print or save the page"),
        (_MORE, "a link to read on elsewhere"),
        (_COOKIE, "a notice about cookies"),
        (_RIGHTS, "a web page's copyright line"),
        (_COMMENT, "a form for comments"),
        (_ACCOUNT, "a part of a web page's menu"),
    )
)
_TAIL = re.compile(r"(?<=[.!?…)])\s+(?:read|learn|find out|see|show) more ?[»›>→…]+\s*\Z", re.IGNORECASE)
_LINK_WORDS = re.compile(rf"\W*(?:{_MORE})[\s»›>→…)\].!-]*", re.IGNORECASE)
_MENU_WORD = re.compile(r"home|contact(?: us)?|about(?: us)?|login|log in|sign in|search|privacy(?: policy)?|site ?map|menu|news|faqs?|careers", re.IGNORECASE)  # fmt: skip


def remnant(text: str) -> str:
    """Why a whole text is a remnant of a web page; empty when it is not one."""
    words = " ".join(text.split())
    if len(words) > 500 or not words:
        return ""
    if _is_menu(words):
        return "a menu"
    if _is_way(words):
        return "the way through the web site"
    return next((why for pattern, why in _ALONE if pattern.fullmatch(words)), "")


def _is_menu(words: str) -> bool:
    """“Home | About us | Contact”: three words or more between bars, one of them a menu's."""
    pieces = re.split(r"\s*[|•·]\s*", words.strip(" |•·"))
    return len(pieces) > 2 and all(0 < len(piece) <= 30 for piece in pieces) and any(map(_MENU_WORD.fullmatch, pieces))


def _is_way(words: str) -> bool:
    """“Home > Health A to Z > Flu”; “You are here: …”. Without “Home” three pages or more, none with a number: “5 > 3”."""
    told = re.match(r"you are here\b", words, re.IGNORECASE)
    pieces = re.split(r"\s*[>»›]\s*", words)
    if told or len(pieces) < 2 or not all(0 < len(piece) <= 60 for piece in pieces):
        return told is not None
    home = re.fullmatch(r"home|start|startseite|inicio|accueil", pieces[0], re.IGNORECASE)
    return home is not None or (len(pieces) > 2 and not re.search(r"\d", words))


def tail_remnant(text: str) -> str:
    """What a teaser ends with behind its last sentence: “… Read more »”; empty when there is nothing of the kind."""
    found = _TAIL.search(text)
    return found[0] if found else ""


def leads_elsewhere(text: str) -> bool:
    """Whether the words of a link say no more than that there is something to read elsewhere."""
    return _LINK_WORDS.fullmatch(" ".join(text.split())) is not None
