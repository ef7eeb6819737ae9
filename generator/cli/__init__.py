"""The command `handouts`."""

from generator.cli.appraise import appraise
from generator.cli.commands import main
from generator.cli.explain import explain
from generator.cli.pictures import compare, preview
from generator.cli.readability import readability
from generator.cli.sheets import sheets
from generator.cli.translate import translate

for command in (appraise, compare, explain, preview, readability, sheets, translate):
    main.add_command(command)

__all__ = ["main"]
