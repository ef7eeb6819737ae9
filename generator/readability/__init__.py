"""How hard a text reads: published formulas for each language, as data, and what they are computed from.

`reading.py` breaks texts into sentences and words, `syllables.py` counts, `formulas.py` holds the formulas with their
sources, `scoring.py` computes them, `verdict.py` makes problems of what is too hard. This room knows texts and
languages, not handouts.

A score is a signal: it counts lengths, and nothing of what a text says.
"""
