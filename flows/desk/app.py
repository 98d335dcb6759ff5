"""The desk's page and what it asks for, as a Starlette application; runs on this machine, loads nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime
from importlib.resources import files
from typing import Annotated, Any, Literal

from jinja2 import Environment
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from claims.correct import Correction, NamedSource, StatedFigure
from claims.errors import Busy, Conflict, CorrectionError, PipelineError, WarehouseError
from flows.desk.docket import Asked, Docket, Sheet, Wanted
from flows.desk.guard import Guard
from warehouse.judgements import Decision, as_row

_LARGEST_BODY = 100_000
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
                               "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
}  # fmt: skip
_FOREIGN = "this did not come from the desk's own page, so nothing was recorded"
_OUTSIDE = "this desk wants the token that it printed when it was started"
_STATUS: tuple[tuple[type[PipelineError], int], ...] = (
    (Conflict, 409), (Busy, 423), (CorrectionError, 422), (WarehouseError, 404),
)  # fmt: skip

_Text = Annotated[str, Field(max_length=10_000)]
_Name = Annotated[str, Field(min_length=1, max_length=200)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceForm(_Closed):
    """A link of the corrected chain."""

    name: _Name
    kind: str


class FigureForm(_Closed):
    """A corrected figure."""

    value: _Name
    unit: str
    comparator: str = "="
    value2: str | None = None
    quantity_id: str | None = None


class CorrectionForm(_Closed):
    """What the page's form says of a correction; what is left out stays as it was read."""

    voice: str | None = None
    sources: tuple[SourceForm, ...] | None = None
    figures: tuple[FigureForm, ...] | None = None
    words: _Text | None = None

    def correction(self) -> Correction:
        """The same, without pydantic."""
        return Correction(
            self.voice,
            None if self.sources is None else tuple(NamedSource(s.name, s.kind) for s in self.sources),
            None if self.figures is None else tuple(StatedFigure(**f.model_dump()) for f in self.figures),
            self.words,
        )


class DecisionForm(_Closed):
    """What the page sends when an editor decides."""

    claim_id: _Name
    decision: Literal["confirm", "correct", "dispute", "unverifiable", "retract", "undo"]
    by: _Name
    seen: Annotated[int, Field(ge=0)]
    shown: _Name
    note: _Text | None = None
    correction: CorrectionForm | None = None

    def asked(self) -> Asked:
        """The same, without pydantic."""
        return Asked(
            self.claim_id, Decision(self.decision), self.by, self.seen, self.shown, self.note,
            self.correction.correction() if self.correction else None,
        )  # fmt: skip


def application(docket: Docket, guard: Guard, editor: str, clock: Callable[[], datetime]) -> Starlette:
    """The desk for one ledger; ``editor`` is the name that the page suggests, ``clock`` says when a decision is made."""
    desk = _Desk(docket, guard, editor, clock)
    routes = [
        Route("/", desk.page), Route("/login", desk.login, methods=["POST"]),
        Route("/desk.js", desk.asset), Route("/desk.css", desk.asset),
        Route("/api/queue", desk.queue), Route("/api/claims/{claim_id}", desk.claim),
        Route("/api/judgements", desk.judge, methods=["POST"]),
    ]  # fmt: skip
    app = Starlette(routes=routes, exception_handlers={PipelineError: _refused})
    app.add_middleware(BaseHTTPMiddleware, dispatch=desk.check)
    return app


class _Desk:
    def __init__(self, docket: Docket, guard: Guard, editor: str, clock: Callable[[], datetime]) -> None:
        self.docket, self.guard, self.editor, self.clock = docket, guard, editor, clock

    async def check(self, request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        """The rules that hold for every request, and the headers that go with every answer."""
        if not self.guard.knows_host(request):
            response: Response = _error(421, "this desk does not answer to that name: use the address that it printed")
        elif request.url.path.startswith("/api/") and not self.guard.has_session(request):
            response = _error(401, _OUTSIDE if self.guard.token else "open the desk's page first")
        elif request.method not in {"GET", "HEAD"} and not self._sent_by_us(request):
            response = _error(403, _FOREIGN)
        else:
            response = await go_on(request)
        response.headers.update(_HEADERS)
        return response

    def _sent_by_us(self, request: Request) -> bool:
        if request.url.path == "/login":
            return self.guard.is_own_page(request)
        return self.guard.may_decide(request)

    async def page(self, request: Request) -> Response:
        """The page; the door where a token is wanted."""
        given = request.query_params.get("token")
        if given is not None and self.guard.token is not None:
            return self._let_in(given)
        if self.guard.token is not None and not self.guard.has_session(request):
            return _door(401, "")
        html = _template("desk.html").render(proof=self.guard.proof, editor=self.editor, database=str(self.docket.db))
        return self._with_cookie(HTMLResponse(html))

    async def login(self, request: Request) -> Response:
        """The token, typed at the door."""
        body = (await request.body())[:_LARGEST_BODY].decode("utf-8", "replace")
        return self._let_in(body.removeprefix("token="))

    def _let_in(self, given: str) -> Response:
        if not self.guard.is_token(given):
            return _door(403, "That is not the token that this desk was started with. It stands in the terminal there.")
        return self._with_cookie(RedirectResponse("/", 303))

    def _with_cookie(self, response: Response) -> Response:
        response.set_cookie(self.guard.cookie, self.guard.session, httponly=True, samesite="strict", path="/")
        return response

    async def asset(self, request: Request) -> Response:
        """The page's script or style."""
        name = request.url.path.removeprefix("/")
        kind = "text/javascript" if name.endswith(".js") else "text/css"
        return Response(_file(name), media_type=kind)

    async def queue(self, request: Request) -> Response:
        """The claims to judge."""
        asked = request.query_params
        wanted = Wanted(asked.get("article") or None, asked.get("concern") or None)
        rows = await run_in_threadpool(self.docket.queue, wanted)
        return JSONResponse([{**row, "published": row["published"] and str(row["published"])} for row in rows])

    async def claim(self, request: Request) -> Response:
        """One claim with what is around it."""
        return JSONResponse(_sheet(await run_in_threadpool(self.docket.sheet, request.path_params["claim_id"])))

    async def judge(self, request: Request) -> Response:
        """A decision."""
        body = await request.body()
        if len(body) > _LARGEST_BODY:
            return _error(413, "that is more than a decision")
        try:
            asked = DecisionForm.model_validate_json(body).asked()
        except ValidationError as error:
            fault = error.errors()[0]
            return _error(422, f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}")
        recorded = await run_in_threadpool(self.docket.decide, asked, self.clock())
        return JSONResponse(as_row(recorded))


def _sheet(sheet: Sheet) -> dict[str, Any]:
    claim = asdict(sheet.claim)
    return {
        **claim, "published": claim["published"] and str(claim["published"]), "before": sheet.before,
        "after": sheet.after, "shown": sheet.shown, "history": [as_row(recorded) for recorded in sheet.history],
    }  # fmt: skip


async def _refused(_request: Request, error: Exception) -> Response:
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
    return _error(status, str(error))


def _error(status: int, line: str) -> Response:
    return JSONResponse({"error": line}, status)


def _door(status: int, line: str) -> Response:
    return HTMLResponse(_template("door.html").render(line=line), status)


def _template(name: str) -> Any:
    return Environment(autoescape=True).from_string(_file(name))


def _file(name: str) -> str:
    return files("flows.desk").joinpath("page", name).read_text("utf-8")
