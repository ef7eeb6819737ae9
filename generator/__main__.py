"""`python -m generator` is `handouts`."""

from generator.cli import main

main(prog_name="handouts")
