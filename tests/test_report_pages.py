"""The report in a real browser: it runs clean, asks for nothing, is accessible, and shows hostile text as text."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reported import HOSTILE, report
from watching import Watched, watched

from validations.report.wording import visible_plain

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KEPT = Path(__file__).parent / "screenshots"
WIDTHS = {"wide": 1280, "tablet": 768, "phone": 390}
PAGES = ("index", "checks", "harbour", "hostile", "ferries")
TOLERANCE = 0.06
"""How much of the picture's brightness may differ on average: fonts differ from machine to machine."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = report(tmp_path_factory.mktemp("reported"))
    found = {path.stem.partition("-")[0]: path for path in folder.glob("*.html")}
    assert set(found) == set(PAGES)
    return found


@contextmanager
def opened(browser: Browser, page: Path, **options: object) -> Iterator[Watched]:
    with watched(browser, page.parent.as_uri(), **options) as seen:
        seen.page.goto(page.as_uri())
        yield seen


@pytest.mark.parametrize("name", PAGES)
def test_a_page_runs_clean_and_asks_for_nothing(browser: Browser, pages: dict[str, Path], name: str) -> None:
    with opened(browser, pages[name]) as seen:
        for control in seen.page.query_selector_all("summary, thead button, .unfold"):
            if control.is_visible():
                control.click()
        assert (seen.errors, seen.abroad) == ([], [])


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
@pytest.mark.parametrize("name", ["index", "checks", "harbour"])
def test_axe_finds_nothing(browser: Browser, pages: dict[str, Path], axe: str, name: str, width: int, scheme: str) -> None:
    with opened(browser, pages[name], viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True) as seen:
        seen.page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert seen.violations(axe) == []


def test_hostile_text_is_text(browser: Browser, pages: dict[str, Path]) -> None:
    dialogs: list[str] = []
    with opened(browser, pages["hostile"]) as seen:
        seen.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        seen.page.wait_for_timeout(50)
        assert seen.page.title() == '<script>document.title = "taken"</script> – claims'
        text = seen.page.text_content("main") or ""
        for said in HOSTILE:
            assert visible_plain(said.exact) in text
        assert "[U+202E]eht rebmun[U+202C]" in text
        assert '"><script>alert(1)</script>' in text
        assert '"><script>alert(2)</script>' in (seen.page.text_content(".byline") or "")
        assert "alert(3)" in text
        assert seen.page.query_selector_all("img, iframe, main script, a[href^=javascript]") == []
        assert (dialogs, seen.errors, seen.abroad) == ([], [], [])


def test_every_visible_letter_of_an_article_is_on_its_page(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["hostile"]) as seen:
        seen.page.evaluate("() => document.querySelectorAll('.badge, .notes').forEach((one) => one.remove())")
        shown = seen.page.text_content(".article") or ""
    written = visible_plain("first: " + " ".join(said.exact for said in HOSTILE))
    assert "".join(shown.split()) == "".join(written.split())


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width", "zoom"), [(1280, 2), (320, 1)])
def test_nothing_runs_off_the_side(browser: Browser, pages: dict[str, Path], name: str, width: int, zoom: int) -> None:
    # Zooming a window of 1280 pixels to 200 % leaves the page 640 of its own.
    with opened(browser, pages[name], viewport={"width": width // zoom, "height": 900}, device_scale_factor=zoom) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width // zoom


def test_keys_walk_through_the_claims_and_filters_need_no_server(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["harbour"]) as seen:
        page = seen.page
        page.focus(".para .badge")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('.note').dataset.n") == "1"
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.closest('.note').dataset.n") == "2"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id") == "m2"
        every = page.locator(".note:visible").count()
        page.check("input[value=attributed]")
        assert 0 < page.locator(".note:visible").count() < every
        assert page.inner_text(".filters output").endswith(f"of {every} claims")


def test_judgements_stand_beside_what_was_read(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["harbour"]) as seen:
        judgements = [one.text_content() or "" for one in seen.page.query_selector_all(".judgement")]
        assert "Confirmed by Ann on 3 Mar 2026, 12:00 UTC: “<b>asked</b>”" in judgements[0]
        assert "Corrected by Bob" in judgements[1]
        change = seen.page.query_selector(".card:has(ins)")
        assert change
        told = [change.query_selector(tag).text_content() for tag in ("del", "ins")]  # type: ignore[union-attr]
        assert told == ["> 12000000 USD", "> 13000000 USD"]
        assert seen.page.locator(".tag.judged").count() >= 2


def test_what_the_rest_of_the_ledger_says_is_told(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["harbour"]) as seen:
        kinds = [one.inner_text() for one in seen.page.query_selector_all(".concern h3")]
        at = kinds.index("1 Contradicted")
        assert kinds[at + 1] == "1 Attribution lost on the way"
        first = seen.page.locator(".concern").nth(at).inner_text()
        assert "1,250 against <b>1,100</b> (“About ferries”)" in first
        changed = seen.page.locator("section", has=seen.page.locator("#changes")).locator("tbody tr")
        assert changed.count() == 1
        assert "figure changed" in changed.inner_text()
        assert "38 <i>to</i> 40" in changed.inner_text()
        card = seen.page.locator(".note .card").first.text_content() or ""
        assert "Standing" in card
        assert "confirmed by an editor: Ann: <b>asked</b>" in card


def test_the_same_thing_in_other_articles_is_plotted(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["harbour"]) as seen:
        titles = [one.text_content() for one in seen.page.query_selector_all(".plots figcaption")]
        assert {"crane, as counted", "ship, as counted"} <= set(titles)
        rows = seen.page.locator("figure", has_text="crane, as counted").locator("tbody tr")
        assert rows.count() == 2
        assert seen.page.query_selector_all("svg.months[role=img]")


def test_checks_show_their_history_and_open_when_linked_to(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["checks"]) as seen:
        assert seen.page.locator("svg.spark[role=img]").count() == 3
        short = seen.page.locator("section", has=seen.page.locator("#short"))
        assert short.locator(".verdict").all_inner_texts() == ["rows kept out", "warning"]
        assert "Give --publisher" in short.inner_text()
        assert short.locator("tbody a").first.get_attribute("href") == pages["hostile"].name
        seen.page.evaluate("location.hash = 'articles-count-stop'")
        seen.page.wait_for_function("() => document.getElementById('articles-count-stop').open")


def test_print_numbers_the_claims_and_hides_the_controls(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["harbour"], viewport={"width": 794, "height": 1123}) as seen:
        seen.page.emulate_media(media="print")
        assert not seen.page.is_visible(".filters")
        assert seen.page.is_visible(".para .badge")
        assert seen.page.locator("tr[data-n] .badge b").first.inner_text() == "1"
        pdf = seen.page.pdf(format="A4")
        assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize("name", PAGES)
def test_printed_on_a4_nothing_is_cut_off(browser: Browser, pages: dict[str, Path], name: str) -> None:
    with opened(browser, pages[name], viewport={"width": 680, "height": 1000}) as seen:
        seen.page.emulate_media(media="print")
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 680


@pytest.mark.parametrize("size", WIDTHS)
@pytest.mark.parametrize("name", ["index", "checks", "harbour"])
def test_pages_look_as_they_did(browser: Browser, pages: dict[str, Path], name: str, size: str) -> None:
    kept = KEPT / f"{name}-{size}.png"
    with opened(browser, pages[name], viewport={"width": WIDTHS[size], "height": 1000}, device_scale_factor=0.5) as seen:
        shot = seen.page.screenshot()
    if os.environ.get("KEEP_SCREENSHOTS"):
        KEPT.mkdir(exist_ok=True)
        kept.write_bytes(shot)
    with watched(browser, "about:") as blank:
        differs = blank.page.evaluate(DIFFERENCE, [_url(shot), _url(kept.read_bytes())])
    assert differs <= TOLERANCE, f"{name} at {WIDTHS[size]} differs by {differs:.3f}: look at it, then KEEP_SCREENSHOTS=1"


DIFFERENCE = """async ([one, two]) => {
  const grey = async (url) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(48, 48);
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0, 48, 48);
    const data = pen.getImageData(0, 0, 48, 48).data;
    return Array.from({ length: 48 * 48 }, (_, at) => (data[4 * at] + data[4 * at + 1] + data[4 * at + 2]) / 765);
  };
  const [a, b] = [await grey(one), await grey(two)];
  return a.reduce((sum, value, at) => sum + Math.abs(value - b[at]), 0) / a.length;
}"""


def _url(png: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")
