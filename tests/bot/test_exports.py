"""What a member takes along: whole, and harmless to open."""

import csv
import io
import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.exports import FORMULA_STARTS, Everything, as_csv, as_json, as_vcard
from bot.domain.ids import MemberId, PersonId
from bot.domain.introductions import Introduction, Promise
from bot.domain.members import Member
from bot.domain.people import Note, Person
from bot.domain.times import Moment, ZoneName
from bot.kinds.texts import clean
from tests.bot.chat import Chat

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
ME, BO = MemberId("me"), PersonId("bo")
DUE = Moment(datetime(2026, 3, 6, 9), ZoneName("Europe/Lisbon"))
TEXTS = st.text(min_size=1, max_size=200).map(clean).filter(bool)


def everything(name: str, text: str) -> Everything:
    return Everything(
        Member(ME, "Me", ZoneName("UTC"), NOON),
        (Person(BO, ME, name, NOON),),
        (Introduction("i", ME, BO, NOON.date(), NOON, where=text, about=text),),
        (Promise("p", ME, BO, text, NOON, DUE),),
        (Note("n", ME, BO, text, NOON),),
        (),
        (),
        (),
    )


@given(TEXTS, TEXTS)
def test_no_cell_of_the_csv_starts_a_formula_and_it_reads_back(name: str, text: str) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(everything(name, text)).decode("utf-8-sig"), newline="")))
    assert len(rows) == 2
    assert not any(cell.startswith(FORMULA_STARTS) for cell in rows[1])
    assert rows[1][0].removeprefix("'") == name.removeprefix("'")


@given(TEXTS, TEXTS)
def test_the_vcard_has_no_line_that_was_not_meant(name: str, text: str) -> None:
    card = as_vcard(everything(name, text)).decode()
    lines = card.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert [line.partition(":")[0] for line in lines] == ["BEGIN", "VERSION", "UID", "FN", "NOTE", "END"]
    assert "\n" not in "".join(lines)
    assert all(len(line.encode()) <= 75 for line in card.split("\r\n"))


@given(TEXTS, TEXTS)
def test_the_json_holds_everything_as_it_is(name: str, text: str) -> None:
    document = json.loads(as_json(everything(name, text), NOON))
    assert document["people"][0]["name"] == name
    assert document["notes"][0]["text"] == text
    assert document["promises"][0]["due"] == DUE.reading()


async def test_export_gives_the_three_files(ana: Chat) -> None:
    await ana.say("met Bo Chen at PyLisboa")
    text = await ana.say("export")
    assert all(name in text for name in ("hallway.json", "hallway-people.csv", "hallway-people.vcf"))
    assert (await ana.say("export my people as csv")).count("Attached") == 1
