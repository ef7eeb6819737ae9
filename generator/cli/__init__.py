"""The command `handouts`."""

from generator.cli.commands import main
from generator.cli.translate import translate

main.add_command(translate)

__all__ = ["main"]
