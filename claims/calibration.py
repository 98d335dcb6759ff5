"""How often each rule is right, as measured on articles marked by hand; confidence rests on it."""

from __future__ import annotations

from claims.lexicon import lexicon

_PRIOR_RIGHT, _PRIOR_ALL = 1.0, 2.0


def share_right(rule: str) -> float:
    """The share of a rule's claims whose voice was right, drawn to one half where few were seen."""
    measured = lexicon("calibration")["rules"]
    assert isinstance(measured, dict)
    right, seen = (float(count) for count in measured.get(rule, (0, 0)))
    return round((right + _PRIOR_RIGHT) / (seen + _PRIOR_ALL), 4)
