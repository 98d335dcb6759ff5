"""Trains the reader: `python -m claims.training --help`. Needs the dependency group `train`."""
