"""A small project with a source and a translation, for the tests of this folder."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from generator.problems import Problem, Rejected
from generator.project import Project, read_handout
from generator.translation.desk import Desk, Hand, open_desk, record, write
from generator.translation.standing import Standing, standing

Make = Callable[..., Project]
ANA = Hand("draft", "Ana Ruiz", day=datetime.date(2026, 11, 25))

SOURCE = """\
# The clinic's own remark.
id: T-1
version: "1.0"
lang: en
title: Your new tablets
summary: How to take them.
reviewed: 2026-01-01
next-review: 2028-01-01
protected: [Tamoxifen]

content:
  - key-points:
      - Take **one tablet** of Tamoxifen, 20 mg, each day.
      - Call us on [020 7946 0000](tel:+442079460000) if you feel sick.
  - heading: When to take them
  - text: Take them at 8:30 a.m. or at 5:00 p.m. from 22 November 2026.
  - list:
      - text: With food
        list:
          - bread
          - rice
  # Ask the pharmacist about this one.
  - callout:
      kind: important
      title: Do not stop by yourself.
      content:
        - text: >-
            Stopping can harm you. Talk to your care team before you change anything at all, even when you
            feel well.
  - table:
      header: [Day, Dose]
      rows:
        - [Day 1, 20 mg]
  - contact:
      name: Nurses
      phone: (555) 010-0142
  - glossary:
      - term: Tablet
        meaning: A pill that you swallow.
"""

SPANISH = """\
id: T-1
version: "1.0"
lang: es
title: Sus nuevos comprimidos
summary: Cómo tomarlos.
reviewed: 2026-01-01
next-review: 2028-01-01
translation:
  of: en
  source-version: "1.0"
  status: draft
  translator: Ana Ruiz

# Palabra por palabra no: por sentido.
content:
  - key-points:
      - Tome **un comprimido** de Tamoxifen, 20 mg, cada día.
      - Llámenos al [020 7946 0000](tel:+442079460000) si tiene náuseas.
  - heading: Cuándo tomarlos
  - text: Tómelos a las 8:30 o a las 17:00 desde el 22 de noviembre de 2026.
  - list:
      - text: 'Con comida'   # comillas del autor
        list:
          - pan
          - arroz
  - callout:
      kind: important
      title: No los deje por su cuenta.
      content:
        - text: >-
            Dejarlos puede hacerle daño. Hable con su equipo de atención antes de cambiar nada, aunque se
            sienta bien.
  - table:
      header: [Día, Dosis]
      rows:
        - [Día 1, 20 mg]
  - contact:
      name: Enfermeras
      phone: (555) 010-0142
  - glossary:
      - term: Comprimido
        meaning: Una pastilla que se traga.
"""


def project_of(make: Make, source: str = SOURCE, spanish: str = SPANISH) -> Project:
    return make({"tablets/en": source, "tablets/es": spanish})


def recorded(make: Make) -> Project:
    """The project with every Spanish text recorded as made from the English one."""
    project = project_of(make)
    write(record(desk(project), lambda _: True, ANA))
    return project


def desk(project: Project, lang: str = "es") -> Desk:
    return open_desk(project, "tablets", lang)


def stands(project: Project, lang: str = "es") -> Standing:
    found = standing(project, "tablets", lang, read_handout(project, "tablets", lang))
    assert found is not None
    return found


def text(project: Project, lang: str = "es") -> str:
    return project.handout_path("tablets", lang).read_text(encoding="utf-8")


def change(project: Project, lang: str, old: str, new: str) -> None:
    """Change a file as its author would."""
    before = text(project, lang)
    assert before.count(old) >= 1, old
    project.handout_path("tablets", lang).write_text(before.replace(old, new, 1), encoding="utf-8")


def refused(action: Callable[[], object]) -> tuple[Problem, ...]:
    """The problems that an action is refused for."""
    try:
        action()
    except Rejected as rejected:
        return rejected.problems
    raise AssertionError("nothing was refused")
