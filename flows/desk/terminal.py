"""`claims review`: the queue one claim at a time in a terminal, a letter and an optional note a decision."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TextIO, cast

from claims.correct import Correction, NamedSource, StatedFigure
from claims.errors import Busy, Conflict, CorrectionError
from flows.desk.docket import Asked, Docket, Sheet, Wanted
from validations.report.wording import visible_plain
from warehouse.judgements import Decision

HELP = """\
  c [note]   confirm              e [note]   correct, field by field
  d [note]   dispute              u [note]   unverifiable
  r [note]   retract              z          take the last decision back
  Enter      next claim           q          stop"""
_LETTERS = {
    "c": Decision.CONFIRM, "e": Decision.CORRECT, "d": Decision.DISPUTE, "u": Decision.UNVERIFIABLE,
    "r": Decision.RETRACT,
}  # fmt: skip
_AROUND = 160
_RETRY_S = 2.0


@dataclass(slots=True)
class Review:
    """One sitting of an editor: what is asked, answered and counted; ends with q or the end of the input."""

    docket: Docket
    editor: str
    clock: Callable[[], datetime]
    lines: TextIO
    out: TextIO
    pause: Callable[[float], None] = time.sleep
    decided: int = 0
    _last: tuple[str, int, str] | None = None

    def run(self, wanted: Wanted) -> int:
        """Goes through the queue; returns how many decisions were recorded."""
        self.docket.begin()
        queue = self.docket.queue(wanted)
        self._say(f"{len(queue)} claims to judge as {self.editor}\n{HELP}")
        at = 0
        while at < len(queue):
            sheet = self.docket.sheet(queue[at]["claim_id"])
            self._say(f"\n[{at + 1} of {len(queue)}] {queue[at]['concerns'] or 'no concern'}\n{_worded(sheet)}")
            answer = self._answer("> ")
            if answer is None or answer == "q":
                break
            at += self._take(sheet, answer)
        self._say(f"{self.decided} decisions recorded")
        return self.decided

    def _take(self, sheet: Sheet, answer: str) -> int:
        """What one line does; returns by how many claims to go on."""
        letter, _, note = answer.partition(" ")
        if not letter:
            return 1
        if letter == "z":
            return self._undo()
        if letter not in _LETTERS:
            self._say(HELP)
            return 0
        decision = _LETTERS[letter]
        correction = self._correction(sheet) if decision is Decision.CORRECT else None
        asked = Asked(sheet.claim.claim_id, decision, self.editor, sheet.claim.version, sheet.shown, note or None, correction)
        return self._decide(asked)

    def _decide(self, asked: Asked) -> int:
        while True:
            try:
                recorded = self.docket.decide(asked, self.clock())
            except Busy as error:
                self._say(f"  {error}; your decision is kept and tried again (Ctrl-C gives it up)")
                self.pause(_RETRY_S)
            except (Conflict, CorrectionError) as error:
                self._say(f"  not recorded: {error}")
                return 0
            else:
                break
        self.decided += 1
        undone = asked.decision is Decision.UNDO
        self._last = None if undone else (asked.claim_id, recorded.version, asked.shown)
        self._say("  taken back" if undone else f"  recorded: {asked.decision}")
        return 0 if undone else 1

    def _undo(self) -> int:
        if self._last is None:
            self._say("  there is no decision of this sitting to take back")
            return 0
        claim_id, version, shown = self._last
        self._decide(Asked(claim_id, Decision.UNDO, self.editor, version, shown))
        return -1

    def _correction(self, sheet: Sheet) -> Correction:
        """Asks for each field; an empty line keeps it, a single - removes it."""
        reading = sheet.claim.reading
        self._say("  an empty line keeps what stands in brackets; - removes it")
        figures = tuple(
            figure for one in _items(reading["quantities"]) if (figure := self._figure(one)) is not None
        )  # fmt: skip
        voice = self._field("voice", str(reading["label"]))
        sources: tuple[NamedSource, ...] | None = ()
        if voice != "asserted":
            before = " > ".join(f"{s['name']} ({s['kind']})" for s in _items(reading["sources"]))
            sources = _chain(self._field("sources, nearest first, as NAME (KIND) > NAME (KIND)", before))
        words = self._field("words of the claim", str(reading["text"]))
        return Correction(voice, sources, figures, words)

    def _figure(self, figure: dict[str, object]) -> StatedFigure | None:
        value = self._field(f"value of “{figure['surface']}”", str(figure["value"]))
        if value == "":
            return None
        stated = StatedFigure(
            value, self._field("unit", str(figure["unit"])), self._field("bound", str(figure["comparator"])),
            cast("str | None", figure["value2"]), str(figure["quantity_id"]),
        )  # fmt: skip
        return replace(stated, value2=self._field("upper value", stated.value2 or "") or None)

    def _field(self, name: str, before: str) -> str:
        answer = self._answer(f"  {name} [{visible_plain(before)}]: ")
        return before if not answer else "" if answer == "-" else answer

    def _answer(self, prompt: str) -> str | None:
        self.out.write(prompt)
        self.out.flush()
        line = self.lines.readline()
        return line.strip() if line else None

    def _say(self, text: str) -> None:
        self.out.write(text + "\n")


def _worded(sheet: Sheet) -> str:
    claim, reading = sheet.claim, sheet.claim.reading
    text = f"{sheet.before[-_AROUND:]} ⟦{reading['text']}⟧ {sheet.after[:_AROUND]}"
    chain = " → ".join(f"{s['name']} ({s['kind']})" for s in _items(reading["sources"])) or "nobody is cited"
    figures = "; ".join(
        f"{q['comparator']} {'–'.join(str(v) for v in (q['value'], q['value2']) if v)} {q['unit']}"
        for q in _items(reading["quantities"])
    )
    dates = "; ".join(f"{p['start'] or ''}…{p['end'] or ''}" for p in _items(reading["periods"]))
    head = " · ".join(filter(None, (claim.title or claim.article, claim.publisher, str(claim.published or ""))))
    past = [f"  {j.judged_by} {j.decision} {j.judged_at:%Y-%m-%d %H:%M}{f': {j.note}' if j.note else ''}" for j in sheet.history]
    facts = [
        f"  {head}", f"  … {' '.join(text.split())} …", f"  voice   {reading['label']}", f"  source  {chain}",
        *([f"  figures {figures}"] if figures else []), *([f"  dates   {dates}"] if dates else []), *past,
    ]  # fmt: skip
    return visible_plain("\n".join(facts))


def _chain(typed: str) -> tuple[NamedSource, ...]:
    links = []
    for part in filter(None, (part.strip() for part in typed.split(">"))):
        name, _, kind = part.removesuffix(")").rpartition(" (")
        links.append(NamedSource(name or part, kind if name else "organisation"))
    return tuple(links)


def _items(found: object) -> Sequence[dict[str, object]]:
    return cast("Sequence[dict[str, object]]", found)
