"""What a finished PDF shows and says, measured from its bytes: see `generator.checks.measures`."""
