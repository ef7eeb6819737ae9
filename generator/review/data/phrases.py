"""Phrases of English that the checks look for, one a row."""

from __future__ import annotations

import re

from generator.review.patterns import pattern

# Behind a term: “X is …”, “X means …”, “X, a …”, “X (a small …)”, “X: …”.
BEHIND = re.compile(
    r"[”’\"*]*(?:\s+\w+){0,2}?\s*(?:\((?P<bracket>[^)]*)\)|(?:[^.;]{0,60}\))?\s+(?:is|are|was|means?|refers? to|happens?|stands? for)\b"
    r"|,\s+(?:or|also called|called|which|that is|meaning|an?|the|small|tiny|often|when)\b|\s*[:–—]\s|\s+\(?(?:also )?called\b)",
    re.IGNORECASE,
)

# Before a term: “called X”, “known as X”, “small glands (X)”, “a clot, or X”.
BEFORE = re.compile(
    r"(?:called|named|known as|say|word for|(?:other|medical|official) names?(?: for it)?(?: is| are)?:?|means|\(|,\s+or)\s+(?:an?\s+|the\s+)?[“‘\"*]*(?:\w+\s+)?$|\($",
    re.IGNORECASE,
)

SENTENCE_AFTER = re.compile(r"\s*(?:This|That|It|They|These)\s+(?:means?|is|are)\b")

LETTERS = re.compile(
    r"(?<![\w.’'/@-])(?:[A-Z]{2,6}|[A-Z][a-z]?[A-Z][A-Za-z]{0,2}\d?[a-z]?)s?\d{0,2}(?![\w@/]|\.\w|-[a-z])"
)

# Behind letters: “INR (…)”, “INR stands for …”, “INR: …”.
EXPANDED = re.compile(
    r"\s*(?:\([^)]*[a-z]{3}|stands for|means|is short for|[:=–—]\s|, (?:or|short for|which|an? )|\W*is (?:an? |the )\w+)"
)

SAID_SHORT = re.compile(r"(?:called|known as|named|short for|say)\s+(?:an?\s+|the\s+)?[“‘\"*]*$")

# What a screen has and a sheet of paper has not. “This page” is left out: paper has pages too.
SCREEN = pattern(
    r"(?:this|our|the) (?:web ?page|website|site map|web ?site|article|blog|post|app)(?= (?:explains|describes|tells|covers|gives|is about|will|provides|contains|has))",
    r"(?:on|in|from|visit|see) this (?:web ?page|web ?site|website|site|article|blog|post)",
    r"(?:watch|see|play|view) (?:the|this|our|a) (?:short )?(?:video|animation|slide ?show|clip)s?",
    r"(?:the|this) (?:video|animation|slide ?show|clip|link|button|tab|menu|drop-?down)s? (?:above|below|on (?:the|this)|here|shows?|explains?)",
    r"(?:the )?links? (?:above|below|on (?:the|this|our))",
    r"(?:on|at) the (?:left|right)(?:-hand)? (?:side )?of (?:the|this|your) (?:page|screen)",
)

POINTS = re.compile(
    r"\b(?P<noun>[a-z-]+s) (?:(?:that are |which are )?(?:listed|shown|given|named|described|mentioned|outlined|discussed) (?P<way>above|below|here))\b"
    r"|\b(?:the |these |this )?(?P<way2>above|following)(?:-(?:mentioned|listed))? (?P<thing>table|chart|figure|picture|diagram|graph|list|image|photo|drawing)\b"
    r"|\b(?:the |this )(?P<thing2>table|chart|figure|picture|diagram|graph|list|image|photo|drawing) (?:shown )?(?P<way3>above|below|opposite|overleaf)\b",
    re.IGNORECASE,
)

# “(also called stage IV or advanced breast cancer)”: two further names in a bracket.
ALSO = re.compile(
    r"\((?:also|sometimes|often|otherwise)? ?(?:called|known as|named|referred to as) (?P<names>[^)]{3,120})\)",
    re.IGNORECASE,
)

# A sentence that introduces a name is allowed to say both.
NAMES = re.compile(
    r"\b(?:also|sometimes|often|may be|is|are) (?:called|known as|named)|calls? (?:it|this|them)|other names?|another name|you may hear|may hear|short for|\(",
    re.IGNORECASE,
)

PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being)\b(?: (?:not|\w+ly|also|always|often|never|then|now|still|first|already|only"
    r"|most|all|soon|well|never|ever|just))*"
    r" (?P<done>[a-z]+)\b",
    re.IGNORECASE,
)

DOUBLE = pattern(
    r"(?:not|never) (?:un(?:common|usual|likely|able|reasonable|aware|true|safe|necessary|important|known|wise)"
    r"|im(?:possible|probable|practical)|in(?:frequent|significant|appropriate|capable|advisable|sufficient))(?:ly)?",
    r"(?:does|do|did|is|are)(?: not|n.t) mean(?:, \w+,)? (?:that )?(?:[\w-]+ ){1,6}(?:cannot|can.t|not|never|isn.t|aren.t|won.t)",
    r"not without (?:its |a |some |any )?(?:risks?|dangers?|problems?|side effects?|pain|reason|hope)",
    r"no (?:one|patient|reason) (?:\w+ ){0,2}(?:not|never)",
    r"(?:hardly|scarcely|barely) (?:not|never|no|un\w+)",
)

LATIN = {
    r"e\.? ?g\.?(?=[\s,:])": "for example, such as",
    r"i\.? ?e\.?(?=[\s,:])": "that is",
    r"etc\.?": "and others (or end the list)",
    r"viz\.?": "namely",
    r"cf\.": "compare",
    r"et al\.?": "and others",
    r"n\.?b\.(?= )|N\.?B\.?(?=[ :])": "note",
    r"(?-i:vs\.?)|versus": "or, against",
    r"per se": "in itself",
    r"ad (?:hoc|lib(?:itum)?)": "as needed",
    r"in situ": "in its place",
    r"in vitro(?! fertili)|in vivo": "in a test tube, in the body",
}

PATIENTS = pattern(
    r"(?:the |all |most |some |our )?(?:patients?|clients?|individuals|service users|consumers) (?:with [\w ]{3,30} )?"
    r"(?:should|must|need to|have to|ought to|(?:are|is) (?:advised|encouraged|asked|urged|requested|expected|required) to)"
)

OTHER_FORMATS = {
    "en": pattern(
        r"large[- ]print", r"braille", r"easy[- ]read", r"audio", r"other (?:formats?|languages?)", r"(?:another|different) (?:format|language)",
        r"interpreters?", r"(?:read|sent) to you", r"translat(?:ed|ion)",
    ),
    "es": pattern(r"letra grande", r"braille", r"lectura fácil", r"audio", r"otros? (?:formatos?|idiomas?)", r"intérpretes?"),
    "fr": pattern(r"gros caractères", r"braille", r"facile à lire", r"audio", r"autres? (?:formats?|langues?)", r"interprètes?"),
    "de": pattern(r"großdruck|großer schrift", r"braille\w*|blindenschrift", r"leichter sprache", r"audio\w*", r"anderen (?:formaten?|sprachen?)", r"dolmetscher\w*"),
}  # fmt: skip

NUMBER = re.compile(r"\d[\d ().-]{5,}\d|(?<!\d)(?:911|999|112|111|000|988|15|144|116 ?117)(?!\d)")

HOURS = pattern(
    r"day (?:and|or) night", r"24 hours(?: a day)?", r"24/7", r"any time", r"(?:when|if) (?:the clinic|the office|we) (?:is|are) closed", r"closed",
    r"\d{1,2}(?:[:.]\d\d)? ?(?:a\.?m|p\.?m)", r"\d{1,2}[:.]\d\d",
)  # fmt: skip

# What DISCERN asks of a text about treatments, and words that show that it is there.
TREATMENT = (
    ("what the treatment is for", r"aims?|goals?|what \w+ (?:does|is for)|treatment is for|helps? (?:to|you|your)|so that|works by|to (?:treat|stop|prevent|ease|cure)"),
    ("what good it does", r"benefits?|helps?|better|works? well|live longer|prevents?|stops?|less pain"),
    ("what harm it can do", r"risks?|side effects?|harms?|can go wrong|bleed(?:ing)?|complications?|hurts?|problems?"),
    ("what happens without it", r"without (?:treatment|it|the (?:operation|medicine))|no treatment|if you (?:do not|don.t|choose not|decide not)|do nothing|not (?:having|taking) (?:it|treatment)|waiting|untreated"),
    ("what it means for daily life", r"daily life|every ?day|at home|at work|back to work|live well|activit(?:y|ies)|drive|sleep|quality of life|eat|exercises?"),
    ("which other ways there are", r"other (?:treatments?|ways?|options?|choices?|medicines?)|options?|choices?|choose|which treatments?|instead|another (?:treatment|way|medicine|plan)"),
    ("what nobody knows for sure", r"no ?(?:one|body) (?:can|knows)|not (?:sure|certain|known)|for sure|different (?:for|from)|each person is|varies|may|some people|many people"),
    ("how to decide together", r"(?:ask|talk (?:to|with)|tell) (?:us|your|a)|decide (?:with|together)|questions? to ask|your (?:choice|decision)|we (?:will|can) (?:decide|choose)"),
)  # fmt: skip

# Said of a cold or of asthma as well: bad news only where the leaflet is about something grave.
NO_CURE = pattern(r"(?:can(?:not|.t| not)|could not) be cured", r"(?:there is )?no cure(?: for)?")
GRAVE = pattern(
    r"cancers?",
    r"tumou?rs?",
    r"dementia",
    r"Alzheimer\w*",
    r"motor neuron\w*",
    r"ALS",
    r"die[sd]?",
    r"dying",
    r"deaths?",
)

BAD_NEWS = pattern(
    r"incurable", r"terminal(?:ly)? (?:ill|illness|cancer|disease)", r"life[- ]limiting", r"(?:miscarriage|stillbirth|stillborn)", r"(?:weeks|months) to live",
)  # fmt: skip

SUPPORT = pattern(
    r"help ?lines?", r"support (?:groups?|lines?|services?|cent(?:er|re)s?|team|nurses?)", r"(?:get|find|where to (?:get|find)|for|emotional|more) support",
    r"counsel(?:l?ors?|l?ing)", r"chaplains?", r"charit(?:y|ies)", r"social workers?", r"someone to talk to", r"do not have to face this alone", r"samaritans",
    r"psychologists?", r"hospice",
)  # fmt: skip
