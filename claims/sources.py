"""Who a mention is: the fullest name that the article gives, and what kind of source it is."""

from __future__ import annotations

import re

from claims.lexicon import words
from claims.model import Source, SourceKind, Span

_TITLES = words("sources", "titles")
_CAPITAL = r"(?<!\w)[^\W\d_a-zß-öø-ÿ][\w’'.&-]{0,40}"
_NAME = re.compile(rf"{_CAPITAL}(?:(?: (?:of|for|and|de|al|bin|van|von|del|la)(?: the)?)? {_CAPITAL})*")
_ACRONYM = re.compile(
    rf"((?:{_CAPITAL}|(?<!\w)[a-z]{{1,30}})(?:[ ’'](?:{_CAPITAL}|[a-z]{{1,30}})){{0,8}}) \(([A-Z][A-Za-z]{{1,9}})\)"
)
_PRONOUNS = {"he": "person", "she": "person", "it": "thing", "they": "thing", "who": "person", "which": "thing"}
_MEDIA_NAME = re.compile(
    rf"(?:[Nn]ewspaper|[Ww]ebsite|[Mm]agazine|news agency|broadcaster|news site|television|daily|channel|portal) ({_CAPITAL}(?: {_CAPITAL}){{0,3}})"
)
_HEADS = {kind: words("sources", kind) for kind in ("media", "document", "organisation", "unnamed", "person")}


class Names:
    """The names of one article: acronyms, surnames, outlets, and who was spoken of last."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self._acronyms = _acronyms(plain)
        self._full = _full_names(plain)
        self._media = {m[1] for m in _MEDIA_NAME.finditer(plain)}
        self._last: dict[str, Source] = {}

    def source(self, span: Span) -> Source:
        """The source that a mention names, as far as the article tells."""
        mention = self._plain[span.start : span.end]
        low = mention.lower()
        pronoun = _PRONOUNS.get(low)
        if pronoun is not None:
            last = self._last.get(pronoun)
            name, kind = (last.name, last.kind) if last else (mention, SourceKind.UNNAMED)
        else:
            name = self._resolve(mention, span.start)
            kind = self._kind(mention, name)
        found = Source(span.start, span.end, mention, name, kind)
        if pronoun is None:
            self._last["person" if kind is SourceKind.PERSON else "thing"] = found
        return found

    def _resolve(self, mention: str, at: int) -> str:
        bare = _strip_titles(mention)
        possessor = re.fullmatch(
            rf"(?:[Tt]he |[Aa]n? )?(?:\d\S* \w+ )?((?:{_CAPITAL} ?)+?)(?:[’']s)? (?:report|article|story|statement|study|website)",
            mention,
        )
        if possessor:
            return self._resolve(possessor[1].strip(), at)
        for part in (bare, bare.removeprefix("the ").removeprefix("The ")):
            if part in self._acronyms:
                return self._acronyms[part]
            if part in self._full:
                return self._full[part]
        if re.match(r"(?i)the ", mention) and not _NAME.search(mention[4:]):
            return self._definite(mention, at)
        own = [n[0] for n in _NAME.finditer(bare) if n[0] not in ("The", "A", "An")]
        if len(own) == 1 and own[0] in self._full and bare.lower().split()[0] not in ("a", "an", "one"):
            return self._full[own[0]] if _is_person_phrase(bare) else bare
        return bare or mention

    def _definite(self, mention: str, at: int) -> str:
        """*the embassy*: the last phrase before it with the same head word and a name; else the mention itself."""
        head = mention.rsplit(maxsplit=1)[-1]
        if not head.isalpha():
            return mention
        pattern = re.compile(rf"(?:{_CAPITAL} ){{1,6}}(?i:{re.escape(head)})\b(?: (?:of|in|for)(?: the)? {_CAPITAL}(?: {_CAPITAL})*)?"
                             rf"|(?i:{re.escape(head)}) (?:of|in|for)(?: the)? {_CAPITAL}(?: {_CAPITAL})*"
                             rf"|{_CAPITAL}[’']s (?:\w+ ){{0,2}}(?i:{re.escape(head)})\b")  # fmt: skip
        found = list(pattern.finditer(self._plain[max(0, at - 6000) : at]))
        names = {re.sub(r"^(?:The|A|An|On|In|Meanwhile) ", "", m[0]) for m in found}
        if len(names) >= 1 and found:
            return re.sub(r"^(?:The|A|An|On|In|Meanwhile) ", "", found[-1][0])
        return mention

    def _kind(self, mention: str, name: str) -> SourceKind:
        tokens = re.findall(r"[\w’'-]+", mention)
        low = [t.lower() for t in tokens]
        core = low[: next((i for i, t in enumerate(low) if t in ("of", "for", "from", "at", "in") and i), len(low))]
        head = core[-1].removesuffix("’s").removesuffix("'s") if core else ""
        if name in self._media or (tokens and tokens[-1] in _HEADS["media"]) or head in _HEADS["media"]:
            return SourceKind.MEDIA
        if any(m in name for m in self._media):
            return SourceKind.MEDIA
        if head in _HEADS["document"]:
            return SourceKind.DOCUMENT
        has_name = any(
            n[0].lower() not in ("the", "a", "an", "one", "some", "many")
            for n in _NAME.finditer(mention[:1].lower() + mention[1:])
        )
        if head in _HEADS["unnamed"] and not has_name:
            return SourceKind.UNNAMED
        if (
            any(t in _HEADS["organisation"] for t in (head, *name.split()[-2:], *name.split()[:2]))
            and head not in _HEADS["person"]
        ):
            return SourceKind.ORGANISATION
        if head in _HEADS["person"] or (tokens and tokens[0] in _TITLES) or _person_like(name):
            return (
                SourceKind.PERSON
                if has_name or name != mention
                else SourceKind.UNNAMED
                if low[:1] in (["a"], ["an"], ["one"])
                else SourceKind.PERSON
            )
        if head in _HEADS["unnamed"]:
            return SourceKind.UNNAMED if not has_name else SourceKind.ORGANISATION
        return SourceKind.ORGANISATION if has_name or name != mention else SourceKind.UNNAMED


def _person_like(name: str) -> bool:
    parts = name.split()
    return 2 <= len(parts) <= 4 and all(p[:1].isupper() and not p.isupper() for p in parts) and parts[0] != "The"


def _is_person_phrase(text: str) -> bool:
    return text[:1].isupper()


def _strip_titles(mention: str) -> str:
    parts = mention.split(" ")
    while len(parts) > 1 and (
        parts[0].strip(".,") in _TITLES or (parts[0] in ("the", "The") and len(parts) > 2 and parts[1] in _TITLES)
    ):
        parts = parts[1:]
    return " ".join(parts).strip(" ,")


def _acronyms(plain: str) -> dict[str, str]:
    """Short form to long form of *Long Name (LN)*, by the words whose initials the short form takes."""
    out: dict[str, str] = {}
    for match in _ACRONYM.finditer(plain):
        parts = match[1].split(" ")
        letters = match[2].upper()
        capital = [i for i, p in enumerate(parts) if p[:1].isupper()]
        begin = next(
            (i for i in capital if parts[i][:1].upper() == letters[0] and len(parts) - i >= len(letters) // 3), None
        )
        if begin is not None:
            out.setdefault(match[2], " ".join(parts[begin:]))
    return out


def _full_names(plain: str) -> dict[str, str]:
    """Surname to full name, where one full name alone ends in it."""
    by_last: dict[str, set[str]] = {}
    for match in _NAME.finditer(plain):
        parts = [p for p in match[0].split(" ") if p.strip(".,") not in _TITLES]
        if (
            2 <= len(parts) <= 4
            and all(p[:1].isupper() for p in parts)
            and parts[0] not in ("The", "A", "In", "On", "At", "But", "However")
        ):
            by_last.setdefault(parts[-1].removesuffix("’s").removesuffix("'s"), set()).add(
                " ".join(parts).removesuffix("’s").removesuffix("'s")
            )
    return {last: next(iter(names)) for last, names in by_last.items() if len(names) == 1}
