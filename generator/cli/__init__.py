"""The command `handouts`."""
# ruff: noqa: E402 (what comes first is for the imports below it)

import atexit
import gc

# Modules, glyphs and pages are many objects and few cycles: collecting less often saves a tenth of a short command.
gc.set_threshold(100_000, 20, 20)
# At the end, the system takes all memory back at once; looking for cycles in it first takes another 40 ms.
atexit.register(gc.freeze)

from generator.cli.appraise import appraise
from generator.cli.approve import approve
from generator.cli.brand import brand
from generator.cli.caching import cache_command
from generator.cli.commands import main
from generator.cli.explain import explain
from generator.cli.importing import import_
from generator.cli.init import init
from generator.cli.pictures import compare, preview
from generator.cli.readability import readability
from generator.cli.releases import diff, release, verify
from generator.cli.sheets import sheets
from generator.cli.translate import translate
from generator.cli.twins import html, text

for command in (
    appraise,
    approve,
    brand,
    cache_command,
    compare,
    diff,
    explain,
    html,
    import_,
    init,
    preview,
    readability,
    release,
    sheets,
    text,
    translate,
    verify,
):
    main.add_command(command)

__all__ = ["main"]
