"""What the generator refuses while it reads, sets, writes and checks a leaflet, in the order of its steps."""

from __future__ import annotations

from generator.rules.handouts import HANDOUTS
from generator.rules.layouts import LAYOUTS
from generator.rules.making import MAKING
from generator.rules.reading import READING
from generator.rules.rule import Rule
from generator.rules.translations import TRANSLATIONS

ENGINE: tuple[Rule, ...] = (*READING, *HANDOUTS, *TRANSLATIONS, *LAYOUTS, *MAKING)
