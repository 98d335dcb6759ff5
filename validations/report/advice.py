"""What an editor can do about a check that fell short, and what it is there for."""

from __future__ import annotations

_BY_NAME = {
    "count": ("The ledger holds articles at all.", "Look whether the inputs were where the run looked for them."),
    "article_known": ("Whatever was read belongs to an article.", "Report it: the program lost an article."),
    "claim_known": ("Sources, figures and dates belong to a claim.", "Report it: the program lost a claim."),
    "source_known": ("A claim is attributed only where it names a source.", "Read the claims named as if nobody answered for them, and report it."),
    "title_filled": ("Articles have a headline.", "Look whether the feed or the files carry one; if not, allow less in thresholds.toml."),
    "publisher_filled": ("Articles say who published them.", "Give --publisher, or a publisher with the schedule."),
    "published_filled": ("Without a date of publication, “last July” has no days.", "Give --published, or have the date put into the documents."),
    "dated_ahead": ("Nothing is published after tomorrow.", "Look at the dates of the articles named: a wrong year shifts every date in them."),
    "newest_age": ("A feed that brings nothing new may be dead.", "Open the feed's address and see what is newest there."),
    "without_claims": ("An article states something.", "Open the articles named: were menus or a paywall read instead of the text?"),
    "per_article": ("As many claims are found in an article as is usual.", "Few: were the texts cut off? Many: are lists or tables read as text?"),
    "unattributed": ("A share of claims has a source.", "Read a few articles: if they do name sources, the attribution was lost in reading."),
    "unsure": ("It is clear who answers for most claims.", "Judge the unsure ones on the desk."),
    "repeated": ("An article does not say the same twice.", "Open the articles named: was the text read twice over?"),
    "unaccounted": ("Every number is a figure, a date, or left out for a reason.", "Read the numbers named by eye: nothing was made of them."),
    "unplaced": ("What was read as a figure or date is stored as one.", "Read the numbers named by eye, and report them."),
    "inputs": ("What is given can be read.", "See what was kept out, mend or replace it, and run again."),
    "rows": ("What was read keeps the rules for rows.", "See what was kept out, and compare the places with the originals."),
    "claims_per_article": ("This run is like those before it.", "See whether the inputs changed; if so, the new level will be usual after a few runs."),
    "quarantined_rows": ("No more is kept out than was usual.", "See what was kept out and since when."),
}  # fmt: skip
_UNIQUE = ("Each row has a key of its own.", "Report it: the program stored something twice.")
_ROWS = ("Every row keeps this rule, or is not stored.", "The article is stored without these rows: compare the places with the original.")


def purpose(tool: str, name: str) -> str:
    """What the check is there for."""
    return _found(tool, name)[0]


def advice(tool: str, name: str) -> str:
    """What to do where it fell short."""
    return _found(tool, name)[1]


def _found(tool: str, name: str) -> tuple[str, str]:
    if tool == "pandera":
        return _ROWS
    return _UNIQUE if name.endswith("_unique") else _BY_NAME[name]
