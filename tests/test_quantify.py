"""Figures: tables of examples, properties of any text, floors of accuracy on sets marked by hand, and speed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.account import ledger
from claims.clean import plain
from claims.currencies import default_currency
from claims.model import Period, Quantity
from claims.period import periods
from claims.protect import protected
from claims.quantify import quantities
from claims.sentences import split
from claims.serialise import as_quantity, decimal

PUBLISHED = date(2026, 2, 5)


def read(text: str, published: date | None = PUBLISHED, publisher: str | None = None) -> tuple[tuple[Quantity, ...], Sequence[Period]]:
    """The figures and dates of a text, read in the pipeline's order."""
    bare = plain(text)
    kept_apart = protected(bare)
    dates = periods(bare, published, split(bare), kept_apart)
    others = [x for x in kept_apart if not any(x.start < p.end and p.start < x.end for p in dates)]
    return quantities(bare, [*others, *dates], default_currency(publisher)), dates


def told(q: Quantity) -> str:
    value = decimal(q.value) if q.value2 is None else f"{decimal(q.value)}-{decimal(q.value2)}"
    return f"{value} {q.unit} {q.comparator}"


FIGURES = [
    ("The grant came to US$230m.", "230000000 USD ="),
    ("They paid €1.2bn and A$3 million.", "1200000000 EUR = | 3000000 AUD ="),
    ("The museum spent R$2bi on it.", "2000000000 BRL ="),
    ("Fees rose to ¥500 a visit.", "500 JPY ="),
    ("Mexico sent 30 million pesos to the state.", "30000000 MXN ="),
    ("Officials in Manila set aside 30 million pesos.", "30000000 PHP ="),
    ("The fine was 40 pounds sterling.", "40 GBP ="),
    ("The dog weighs 40 pounds.", "40 pound ="),
    ("A 200-pound bomb fell.", "200 pound ="),
    ("The bail-out cost £1.5tn.", "1500000000000 GBP ="),
    ("Kenya borrowed 2.5bn shillings.", "2500000000 KES ="),
    ("It costs 99p or 75 cents.", "99 penny = | 75 cent ="),
    ("Shares fell 75 cents to $12.40.", "75 cent = | 12.4 USD ="),
    ("The player earns £250,000 a week.", "250000 GBP/week ="),
    ("Oil traded at $82.15 a barrel.", "82.15 USD per barrel ="),
    ("Wheat sold at €210 per tonne.", "210 EUR per tonne ="),
    ("They raised CHF 3.4m.", "3400000 CHF ="),
    ("Rs 45 lakh was found.", "4500000 INR ="),
    ("He was fined 1,500 Swiss francs.", "1500 CHF ="),
    ("A loan of 600 billion won was agreed.", "600000000000 KRW ="),
    ("The firm lost between $3 million and $4 million.", "3000000-4000000 USD range"),
    ("A $10-15bn bill is due.", "10000000000-15000000000 USD range"),
    ("Costs of £2m to £3m are expected.", "2000000-3000000 GBP range"),
    ("The bridge is 2.4 km long.", "2.4 kilometre ="),
    ("Waves 6m high hit the shore.", "6 metre ="),
    ("An audience of 6m watched.", "6000000 person ="),
    ("About 2m voters stayed away.", "2000000 voter ~"),
    ("Gusts of 140 km/h were recorded.", "140 kilometre per hour ="),
    ("The ship made 22 knots.", "22 knot ="),
    ("The mine yields 12 t of ore a day.", "12 tonne ="),
    ("It was −4°C at dawn.", "-4 celsius ="),
    ("Temperatures of 41C are likely.", "41 celsius ="),
    ("The plant makes 640 MW.", "640 megawatt ="),
    ("It uses 1,200 kWh a year.", "1200 kilowatt hour per year ="),
    ("Some 3,400 hectares burned.", "3400 hectare ~"),
    ("The flat has 74 sq m of floor.", "74 square metre ="),
    ("They drank 3.5 litres each.", "3.5 litre ="),
    ("The reservoir holds 40 million cubic metres.", "40000000 cubic metre ="),
    ("The quake had a magnitude of 6.1.", "6.1 magnitude ="),
    ("Turnout was 61.5%.", "61.5 % ="),
    ("Rates rose by 25 basis points to 4.75 per cent.", "25 basis point = | 4.75 % ="),
    ("Support fell 3 percentage points.", "3 percentage point ="),
    ("Prices rose from 5% to 7%.", "5 % = | 7 % ="),
    ("Margins range from 5% to 7%.", "5-7 % range"),
    ("Growth of 2-3% is expected.", "2-3 % range"),
    ("A third of the 90 seats changed hands.", "0.333333333 seat = | 90 seat ="),
    ("Nearly half of all pupils passed.", "0.5 pupil ~"),
    ("More than two-thirds of members agreed.", "0.666666667 member >"),
    ("Three quarters of the crew left.", "0.75 crew ="),
    ("One in five households is in debt.", "0.2 household ="),
    ("Nine out of ten dentists agreed.", "0.9 dentist ="),
    ("Exports doubled.", "2 time ="),
    ("The total rose threefold.", "3 time ="),
    ("They scored four times as many goals.", "4 time ="),
    ("He waited half an hour.", "0.5 hour ="),
    ("Half a million people fled.", "500000 person ="),
    ("It took two and a half years to build.", "2.5 year ="),
    ("Seven new communications towers were built.", "7 tower ="),
    ("The chain has 386 stores.", "386 store ="),
    ("The plan covers 13 sites.", "13 site ="),
    ("Three dozen officers were sent.", "36 officer ="),
    ("Forty-two ships were lost.", "42 ship ="),
    ("Some 300 police officers searched 12 homes.", "300 officer ~ | 12 home ="),
    ("Twelve fishermen and three children drowned.", "12 fisherman = | 3 child ="),
    ("The 15-member council met.", "15 member ="),
    ("At least 20 were killed and 45 injured.", "20 person >= | 45 person ="),
    ("Of the 60 members, 45 voted in favour.", "60 member = | 45 member ="),
    ("102 and 21 people died in the two crashes.", "102 person = | 21 person = | 2 crash ="),
    ("The number of cases rose to 580.", "580 case ="),
    ("The death toll climbed from 14 to 31.", "14 death = | 31 death ="),
    ("Six of the ministers resigned.", "6 minister ="),
    ("Only one witness came.", "1 witness ="),
    ("There are 1,234,567 voters.", "1234567 voter ="),
    ("The list has 1 400 names.", "1400 name ="),
    ("Between 20 and 30 boats sank.", "20-30 boat range"),
    ("It takes six to eight weeks.", "6-8 week range"),
    ("They need 20–30 nurses.", "20-30 nurse range"),
    ("Sales rose by 8 to 20.", "8 sale = | 20 sale ="),
    ("More than 40 trucks left.", "40 truck >"),
    ("Over 40 trucks left.", "40 truck >"),
    ("At least 40 trucks left.", "40 truck >="),
    ("Up to 40 trucks left.", "40 truck <="),
    ("As many as 40 trucks left.", "40 truck <="),
    ("Fewer than 40 trucks left.", "40 truck <"),
    ("Nearly 40 trucks left.", "40 truck ~"),
    ("Some 40 trucks left.", "40 truck ~"),
    ("40 or more trucks left.", "40 truck >="),
    ("1,200-odd trucks left.", "1200 truck ~"),
    ("1,000-plus trucks left.", "1000 truck >="),
    ("No more than 40 trucks left.", "40 truck <="),
    ("Well over 40 trucks left.", "40 truck >"),
    ("40+ trucks left.", "40 truck >="),
    ("Around 40 or so trucks left.", "40 truck ~"),
    ("The fire burned about 160 km (100 miles) away.", "160 kilometre ~ | 100 mile ~"),
    ("The 34-year-old won.", "34 year ="),
    ("A six-month-old baby was found.", "6 month ="),
    ("Children aged 5 to 11 qualify.", "5-11 year range"),
    ("He was jailed for 12 years.", "12 year ="),
    ("They work 60 hours a week.", "60 hour per week ="),
    ("It pumps 1.5-2 million barrels a day.", "1500000-2000000 barrel per day range"),
    ("Anyone over the age of 65 is exempt.", "65 year >"),
    ("Pupils must be 16 or older.", "16 year >="),
    ("Il fatturato: 1.200,50 euro contro 3.400,20 euro; 2.100,75 dollari.", "1200.5 EUR = | 3400.2 EUR = | 2100.75 point ="),
    ("The index closed at 34,915.2.", "34915.2 point ="),
    ("The rate was 0.25 per cent.", "0.25 % ="),
    ("Police seized 1.2m counterfeit cigarettes worth £480,000.", "1200000 cigarette = | 480000 GBP ="),
    ("The company cut 10% of its 4,500-strong workforce.", "10 % = | 4500 person ="),
    ("Unemployment stood at 4.3%, down from 4.5% a year earlier.", "4.3 % = | 4.5 % ="),
    ("The court fined the bank €25m (£21m).", "25000000 EUR = | 21000000 GBP ="),
    ("Some 15,000 people, including 3,000 children, were evacuated.", "15000 person ~ | 3000 child ="),
    ("Two of the three hostages were freed.", "2 hostage = | 3 hostage ="),
    ("He scored 25 goals in 38 matches.", "25 goal = | 38 match ="),
    ("The vote passed by 312 to 290.", "312 vote = | 290 vote ="),
    ("MPs voted 312–290 against the plan.", ""),
    ("The parliament has 450 seats, of which the party holds 120.", "450 seat = | 120 seat ="),
    ("It was a 3.5-hour flight.", "3.5 hour ="),
    ("The 1.8-metre wall fell.", "1.8 metre ="),
    ("A two-year-old girl and her four-month-old brother survived.", "2 year = | 4 month ="),
    ("The minister, 61, resigned.", "61 year ="),
    ("Maria Lopez, 34, was hurt.", "34 year ="),
    ("Tens of thousands marched.", "10000-100000 person range"),
    ("Dozens of villages were cut off.", "12-120 village range"),
    ("Hundreds of millions of dollars were stolen.", "100000000-1000000000 USD range"),
    ("Several hundred people came.", ""),
    ("A couple of dozen boats came.", ""),
    ("The drug costs $1,200 per patient.", "1200 USD per patient ="),
    ("The population grew by 2.5 million to 48 million.", "2500000 person = | 48000000 person ="),
    ("GDP shrank 0.3% in the second quarter.", "0.3 % ="),
    ("Inflation hit 11.1 per cent.", "11.1 % ="),
    ("The pound fell to $1.2150.", "1.215 USD ="),
    ("The dam is 110 metres high and 1.5 km wide.", "110 metre = | 1.5 kilometre ="),
    ("It covers 2,500 square miles (6,500 sq km).", "2500 square mile = | 6500 square kilometre ="),
    ("A 6.2-magnitude earthquake struck 10 km below the surface.", "6.2 magnitude = | 10 kilometre ="),
    ("Firefighters saved 14 of 20 homes.", "14 home = | 20 home ="),
    ("Four out of five voters agree.", "0.8 voter ="),
    ("One in ten adults smokes.", "0.1 adult ="),
    ("About one in three patients relapsed.", "0.333333333 patient ~"),
    ("The team won 12 of its last 15 games.", "12 game = | 15 game ="),
    ("Revenue was $4.56bn, against $4.12bn in 2023.", "4560000000 USD = | 4120000000 USD ="),
    ("They have 3 to 5 days of fuel.", "3-5 day range"),
    ("The ministry ordered 1,000 tonnes of wheat at $250 a tonne.", "1000 tonne = | 250 USD per tonne ="),
    ("More than half the electorate stayed home.", "0.5 electorate >"),
    ("Half of those surveyed agreed.", "0.5 whole ="),
    ("Fewer than one in four drivers knew.", "0.25 driver <"),
    ("He owns a quarter of the company.", "0.25 company ="),
    ("It is two and a half times bigger.", "2.5 time ="),
    ("Traffic tripled in a year.", "3 time ="),
    ("Output rose tenfold.", "10 time ="),
    ("The flood killed 12 and injured 30 others.", "12 person = | 30 person ="),
    ("Zero cases were found.", "0 case ="),
    ("It lasted 90 minutes.", "90 minute ="),
    ("She ran the 100m in 10.8 seconds.", "100 metre = | 10.8 second ="),
    ("The tank holds 500 litres.", "500 litre ="),
    ("Speeds of up to 300 Mbps are offered.", "300 megabit per second <="),
    ("A 12-inch pipe burst.", "12 inch ="),
    ("The 5ft 7in suspect fled.", "5 foot = | 7 inch ="),
    ("It carries 170 passengers and six crew.", "170 passenger = | 6 crew ="),
    ("The bank has 1.3 crore customers.", "13000000 customer ="),
    ("He gave 5 lakh rupees.", "500000 INR ="),
    ("They sold 20,000 units at A$499 each.", "20000 unit = | 499 AUD ="),
    ("The deficit was NT$45 billion.", "45000000000 TWD ="),
    ("The town of 12,000 was emptied.", "12000 person ="),
    ("The crowd was put at 8,000.", "8000 person ="),
    ("A record 1,450 migrants arrived.", "1450 migrant ="),
    ("An additional 300 troops will go.", "300 troop ="),
    ("A total of 39 are confirmed dead.", "39 person ="),
    ("The remaining 14 states abstained.", "14 state ="),
    ("All 27 member states signed.", "27 state ="),
    ("Its fleet of 60 ships is old.", "60 ship ="),
    ("Just under 3,000 tonnes were burned.", "3000 tonne <"),
    ("In excess of 500 letters came.", "500 letter >"),
    ("They pledged at least $2bn over five years.", "2000000000 USD >= | 5 year ="),
    ("It employs 2,300 people in 14 countries.", "2300 person = | 14 country ="),
    ("The two sides met for three hours.", "2 side = | 3 hour ="),
    ("Crews rescued 18 miners trapped for 60 hours.", "18 miner = | 60 hour ="),
    ("The satellite weighs 3.2 tonnes.", "3.2 tonne ="),
    ("Around 70,000 homes lost power.", "70000 home ~"),
    ("The price rose by a fifth.", "0.2 whole ="),
    ("Emissions fell by 1.5 gigatonnes.", "1.5 gigatonne ="),
    ("CO2 levels passed 420 ppm.", "420 part per million ="),
    ("The plane fell 30,000 feet in two minutes.", "30000 foot = | 2 minute ="),
    ("The lorry carried 25 tonnes of sugar in 500 bags.", "25 tonne = | 500 bag ="),
    ("Ticket prices start at £15.", "15 GBP ="),
    ("Prices of $5, $10 and $15 were tested.", "5 USD = | 10 USD = | 15 USD ="),
    ("The firm posted a loss of -$3.4m.", "-3400000 USD ="),
    ("Oil fell $2.10, or 2.5%, to $81.", "2.1 USD = | 2.5 % = | 81 USD ="),
    ("They need 50 MWh of storage.", "50 megawatt hour ="),
    ("Five people died, three of them children.", "5 person = | 3 child ="),
    ("Seven MPs and two peers left.", "7 MP = | 2 peer ="),
    ("The 12-nation bloc agreed.", "12 nation ="),
    ("His 14-year reign ended.", "14 year ="),
    ("A three-storey house collapsed.", "3 storey ="),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), FIGURES, ids=[f[0][:60] for f in FIGURES])
def test_figures(text: str, want: str) -> None:
    assert " | ".join(map(told, read(text)[0])) == want


NO_FIGURES = [
    "The policy [SSR-26-01] stands.",
    "Call +44 20 7946 0958 now.",
    "She left 10 Downing Street.",
    "The G20 met on 5G.",
    "A Boeing 737 MAX landed.",
    "An F-16 crashed.",
    "The 9/11 attacks shook them.",
    "He drove down Route 66.",
    "Covid-19 spread.",
    "Article 5 was invoked.",
    "Channel 4 reported it.",
    "Arsenal won 3–1.",
    "The motion fell 52-48.",
    "He came third.",
    "It was her 21st attempt.",
    "No one came.",
    "This one is new.",
    "Version 2.1.3 is out.",
    "See www.example.org/12/a.",
    "Flight 370 was lost.",
    "She is number 10 in the world.",
    "It happened in 1997.",
    "The Fortune 500 list is out.",
    "The S&P 500 rose.",
    "The iPhone 15 sold well.",
    "It was one of the best.",
    "One day it will end.",
    "Section 12(3) applies.",
    "He lives at 221B Baker Street.",
    "The World Cup 2022 final was held.",
    "Apollo 11 landed.",
    "Windows 11 is out.",
    "The A380 took off.",
    "The Six Nations begins.",
    "They met at 10.30am.",
    "It starts at 15:45.",
    "An M25 crash blocked the road.",
    "Group of Seven leaders met.",
    "Catch-22 is a novel.",
    "In phase 3 trials it failed.",
    "He is on death row 12.",
    "The Big Four were there.",
    "The top 10 was announced.",
    "Group 4 was fined.",
    "The AK-47 was found.",
    "Highway 101 is closed.",
    "She won gold in the 2024 Games.",
    "Psalm 23 was read.",
    "The Mirage 2000 took off.",
    "He lives at 12 Acacia Avenue.",
    "The 787 Dreamliner landed.",
    "Ref. no. 4471/B applies.",
    "Case C-131/12 was heard.",
    "Resolution 2231 expired.",
    "The HS2 line opened.",
    "Radio 4 reported it.",
    "His number is 555-0134.",
    "The flight BA117 left.",
    "Under Rule 11 it failed.",
    "The 7-Eleven shop closed.",
    "The 76ers won.",
    "Toyota's RAV4 is old.",
    "Under Title IX it is banned.",
    "the first and second rounds",
    "He is the third man.",
    "The final score was 2-2.",
    "It ended 101-99.",
    "She beat him 6-4, 6-3.",
    "Formula One returned.",
    "The M1 was closed.",
    "WW2 ended.",
    "In Exodus 20:13 it says so.",
    "Room 101 was locked.",
    "The E15 blend sells.",
    "The Ju-52 flew.",
    "The year 2000 bug",
    "They met at 7 o'clock.",
    "At five o'clock it rang.",
    "He was at square one.",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_FIGURES)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert not read(text)[0]


@pytest.mark.parametrize(
    ("publisher", "unit"), [(None, "USD"), ("Sydney Herald", "AUD"), ("The Canadian Review", "CAD"), ("Harbour Times", "USD")]
)
def test_bare_dollar_is_the_publishers_own(publisher: str | None, unit: str) -> None:
    (found,) = read("It cost $40m to build.", publisher=publisher)[0]
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "base_unit", "low", "high"),
    [
        ("They seized 118 tonnes.", "kilogram", "117500", "118500"),
        ("It weighs 1.2 tonnes.", "kilogram", "1150", "1250"),
        ("Winds hit 100 mph.", "metre per second", "42.4688", "46.9392"),
        ("It cost US$230m.", "USD", "225000000", "235000000"),
        ("It was 50F outside.", "celsius", "9.722222222", "10.277777778"),
        ("The firm has 386 stores.", "store", "386", "386"),
        ("Some 2,300 soldiers went.", "soldier", "2250", "2350"),
        ("Rates rose 25 basis points.", "percentage point", "0.245", "0.255"),
        ("Half of the voters came.", "%", "47.5", "52.5"),
        ("The child is six months old.", "month", "6", "6"),
        ("It takes 5-7 km.", "metre", "4500", "7500"),
        ("They paid 50 cents.", "USD", "0.495", "0.505"),
    ],
)
def test_base_unit_and_rounding_interval(text: str, base_unit: str, low: str, high: str) -> None:
    (found,) = read(text)[0]
    assert (found.base_unit, decimal(found.low), decimal(found.high)) == (base_unit, low, high)


@pytest.mark.parametrize("text", ["Hundreds were hurt.", "Maria Lopez, 34, was hurt.", "34-year-old Omar Reed was hurt."])
def test_vague_numbers_and_ages_beside_names_belong_to_no_claim(text: str) -> None:
    (found,) = read(text)[0]
    assert not found.of_claim


@pytest.mark.parametrize(
    ("text", "surface", "number"),
    [
        ("Police said more than 118 tonnes (t) went.", "more than 118 tonnes (t)", "118"),
        ("It was between 20 and 30 boats.", "between 20 and 30 boats", "20 and 30"),
        ("It cost about US$8m in all.", "about US$8m", "8m"),
        ("Two-thirds of the island burned.", "Two-thirds of the island", "Two-thirds"),
    ],
)
def test_words_are_kept_beside_the_value(text: str, surface: str, number: str) -> None:
    found = read(text)[0][0]
    assert (found.surface, found.number) == (surface, number)


PIECES = st.sampled_from(
    ["118", "1,200", "3.5", "%", "one", "two-thirds", "of", "million", "dozens", "US$", "m", "bn", "–", "-", "to", "between", "and", "people", "(", ")",
     "in five", "half a", "per", "a day", "at least", "or more", "kg", "feet", "°C", "old", "aged", "²", "half", "x", "1/2", "½", "pounds", "pesos", "٣"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join))
def test_figures_of_any_text_are_ordered_and_in_place(text: str) -> None:
    bare = plain(text)
    found = quantities(bare, protected(bare), "USD")
    for q in found:
        assert q.surface == bare[q.start : q.end]
        assert q.number in q.surface
        assert q.low <= q.high
        assert q.value2 is None or q.value < q.value2
        assert q.unit
        assert abs(q.low) < Decimal(10) ** 29
        assert q.value == q.value.quantize(Decimal("1e-9")) if abs(q.value) < Decimal(10) ** 18 else True
    assert all(a.end <= b.start for a, b in pairwise(found))


# Accuracy: the sets lie beside the repository; the floors may rise, not sink.


def predictions(gold: Path, out: Path) -> None:
    with out.open("w", encoding="utf-8") as lines:
        for line in gold.read_text("utf-8").splitlines():
            row = json.loads(line)
            day = row.get("published") or row.get("reference_date")
            figures, _ = read(row["text"], date.fromisoformat(day[:10]) if day else None)
            lines.write(json.dumps({"article": str(row["id"]), "quantities": [as_quantity(q) for q in figures]}) + "\n")


def scored(shared: Path, gold: Path, folder: Path) -> dict[str, dict[str, float]]:
    out = folder / gold.name
    predictions(gold, out)
    done = subprocess.run(
        [sys.executable, shared / "tools" / "score_figures.py", gold, out, "--json"], capture_output=True, text=True, check=True
    )
    found: dict[str, dict[str, float]] = json.loads(done.stdout)["quantities"]
    return found


@pytest.mark.parametrize(
    ("name", "measure", "part", "floor"),
    [
        ("newsquant_dev", "value", "F1", 93.5), ("newsquant_dev", "value", "P", 95), ("newsquant_dev", "full", "F1", 85),
        ("news_phrases", "full", "F1", 98), ("quantulum3_tests", "value", "F1", 75), ("duckling_quantity", "value", "F1", 58),
    ],
)  # fmt: skip
def test_accuracy_of_figures(shared: Path, tmp_path: Path, name: str, measure: str, part: str, floor: float) -> None:
    found = scored(shared, shared / "data" / "quantities" / f"{name}.jsonl", tmp_path)
    assert found[measure][part] >= floor
    assert not found["years_taken_as_quantities"]


def test_accuracy_of_phrases_read_wholly_right(shared: Path, tmp_path: Path) -> None:
    found: dict[str, object] = dict(scored(shared, shared / "data" / "quantities" / "news_phrases.jsonl", tmp_path))
    whole = found["texts_wholly_right"]
    assert isinstance(whole, int)
    assert whole >= 58


def test_accuracy_of_sums_of_money(shared: Path, tmp_path: Path) -> None:
    rows = (shared / "data" / "quantities" / "recognizers_quantity.jsonl").read_text("utf-8").splitlines()
    gold = tmp_path / "currency_gold.jsonl"
    gold.write_text("\n".join(row for row in rows if json.loads(row)["subset"] == "currency"), "utf-8")
    (tmp_path / "out").mkdir()
    assert scored(shared, gold, tmp_path / "out")["value"]["R"] >= 90


def test_accuracy_of_figures_in_articles(shared: Path) -> None:
    """Gold figures found at the right place with value, unit and bound, of all that are read inside gold claims."""
    sys.path.insert(0, str(shared / "tools"))
    try:
        import score_claims
    finally:
        sys.path.remove(str(shared / "tools"))
    right = wanted = given_ = 0
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = next(p / gold["article"] for p in (shared / "gold" / "articles", shared / "examples") if (p / gold["article"]).exists())
        figures, _ = read(text.read_text("utf-8"), date.fromisoformat(gold["published"]), gold.get("publisher"))
        mine = [(q.start, q.end, as_quantity(q)) for q in figures if q.of_claim]
        given_ += sum(any(c["start"] <= s and e <= c["end"] for c in gold["claims"]) for s, e, _ in mine)
        for start, end, item, _ in score_claims.placed(gold["claims"], "quantities"):
            wanted += 1
            right += any(s < end and start < e and score_claims.same_figure(item, q) for s, e, q in mine)
    assert 2 * right / (wanted + given_) >= 0.95


# Speed: floors are far below what one idle core reads, so that a busy machine passes too.


def test_speed_of_figures_and_dates(shared: Path) -> None:
    text = plain("\n\n".join(p.read_text("utf-8") for p in sorted((shared / "gold" / "articles").glob("*.txt"))[:60]))
    read(text[:2000])
    start = process_time()
    read(text)
    assert len(text) / (process_time() - start) > 100_000


def megabyte(piece: str) -> float:
    """The processor's time for the figures of a megabyte of one piece; growth with the square would take minutes."""
    text = (piece * 1_000_000)[:1_000_000]
    start = process_time()
    kept_apart = protected(text)
    found = quantities(text, kept_apart, "USD")
    ledger(text, found, (), kept_apart, ())
    return process_time() - start


@pytest.mark.parametrize("piece", ["1", ",", " ", "a million ", "million "])
def test_a_megabyte_of_one_piece_takes_no_time(piece: str) -> None:
    assert megabyte(piece) < 6


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["1 ", "1,", "1.", "$", "$1 ", "one hundred ", "two-", "1/2", "half a ", "(1) ", "in 5 of 7 ", "A1-", "@1", "at 3"])
def test_a_megabyte_of_any_piece_takes_time_in_proportion(piece: str) -> None:
    assert megabyte(piece) < 40
