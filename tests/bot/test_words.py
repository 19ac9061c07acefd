"""Phrases become words in one place: in the reader's language and zone, whatever their fields hold."""

from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from bot.domain.ids import MemberId
from bot.domain.times import Frequency, Moment, NthWeekday, Precision, Rule, ZoneName
from bot.locales import available
from bot.recurring import rule_words
from bot.words import Code, Exactly, Field, Mention, PlainStyle, Strong, Weekday, Words, say, say_count
from tests.bot.chat import Chat

LISBON, TOKYO = ZoneName("Europe/Lisbon"), ZoneName("Asia/Tokyo")
NINE = Moment(datetime(2026, 3, 6, 9), LISBON)
DAY = Moment(datetime(2026, 3, 6, 9), LISBON, Precision.DAY)


def reader(zone: ZoneName = LISBON, locale: str = "en") -> Words:
    return Words(PlainStyle(), locale, zone, date(2026, 3, 4))


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("text {not a field}", "text {not a field}"),
        (7, "7"),
        (date(2026, 3, 6), "Fri 6 Mar"),
        (date(2028, 3, 6), "Mon 6 Mar 2028"),
        (time(9, 5), "09:05"),
        (NINE, "Fri 6 Mar, 09:00"),
        (DAY, "Fri 6 Mar"),
        (Exactly(DAY), "Fri 6 Mar, 09:00 (Europe/Lisbon)"),
        (Strong("loud"), "loud"),
        (Code("met Bo"), "met Bo"),
        (Mention(MemberId("m"), "Bo"), "Bo"),
        (Weekday(0), "Monday"),
        (("a", Strong("b")), "a, b"),
        (say("inner {x}", x=1), "inner 1"),
    ],
)
def test_each_kind_of_field_reads_well(field: Field, shown: str) -> None:
    assert reader().put(say("<{field}>", field=field)) == f"<{shown}>"


def test_a_moment_is_shown_on_the_readers_own_clock() -> None:
    assert reader(TOKYO).put(say("{at}", at=NINE)) == "Fri 6 Mar, 18:00"
    assert reader(TOKYO).put(say("{at}", at=Exactly(NINE))) == "Fri 6 Mar, 18:00 (Asia/Tokyo)"


def test_a_bare_instant_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="no zone"):
        reader().put(say("{at}", at=datetime(2026, 3, 6, 9)))


def test_counts_choose_their_form() -> None:
    assert reader().put(say_count("one page", "{count} pages", 1)) == "one page"
    assert reader().put(say_count("one page", "{count} pages", 3)) == "3 pages"


def test_a_language_is_one_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = Catalog(locale="nl", domain="hallway")
    catalogue.add("Saved: you met {person}.", "Bewaard: je ontmoette {person}.")
    catalogue.add(("One person fits.", "{count} people fit."), ("Eén persoon.", "{count} mensen."))
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    file = BytesIO()
    write_mo(file, catalogue)
    (folder / "hallway.mo").write_bytes(file.getvalue())
    for module in ("bot.words", "bot.locales"):
        monkeypatch.setattr(f"{module}.CATALOGUES", tmp_path)
    dutch = reader(locale="nl")
    assert dutch.put(say("Saved: you met {person}.", person="Bo")) == "Bewaard: je ontmoette Bo."
    assert dutch.put(say_count("One person fits.", "{count} people fit.", 2)) == "2 mensen."
    assert dutch.put(say("not translated yet")) == "not translated yet"
    assert dutch.day(date(2026, 3, 6)).startswith("vr")
    assert available() == ("en", "nl")


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        (Rule(Frequency.DAILY), "every day at 09:00"),
        (Rule(Frequency.DAILY, 3), "every 3 days at 09:00"),
        (Rule(Frequency.WEEKLY, by_weekday=(NthWeekday(0), NthWeekday(3))), "every Monday, Thursday at 09:00"),
        (Rule(Frequency.WEEKLY, 2, by_weekday=(NthWeekday(1),)), "every 2 weeks on Tuesday at 09:00"),
        (Rule(Frequency.WEEKLY), "every week at 09:00"),
        (Rule(Frequency.MONTHLY, by_weekday=(NthWeekday(0, 1),)), "on the first Monday of every month at 09:00"),
        (Rule(Frequency.MONTHLY, by_weekday=(NthWeekday(4, -1),)), "on the last Friday of every month at 09:00"),
        (Rule(Frequency.MONTHLY, by_weekday=(NthWeekday(4, 2),)), "on the second Friday of every month at 09:00"),
        (Rule(Frequency.MONTHLY, by_weekday=(NthWeekday(4, 3),)), "on the third Friday of every month at 09:00"),
        (Rule(Frequency.MONTHLY, by_weekday=(NthWeekday(4, 4),)), "on the fourth Friday of every month at 09:00"),
        (Rule(Frequency.MONTHLY, by_weekday=(NthWeekday(4, 5),)), "on the fifth Friday of every month at 09:00"),
        (Rule(Frequency.MONTHLY, 2, by_month_day=(15,)), "on day 15 of every 2 months at 09:00"),
        (Rule(Frequency.MONTHLY, by_month_day=(-1,)), "on the last day of every month at 09:00"),
        (Rule(Frequency.MONTHLY, 6), "every 6 months at 09:00"),
        (Rule(Frequency.YEARLY), "every year at 09:00"),
        (Rule(Frequency.DAILY, count=5), "every day at 09:00, 5 times"),
        (Rule(Frequency.DAILY, count=1), "every day at 09:00, once more"),
        (Rule(Frequency.DAILY, until=date(2026, 4, 1)), "every day at 09:00, until Wed 1 Apr"),
    ],
)
def test_rules_read_as_a_person_would_say_them(rule: Rule, shown: str) -> None:
    assert reader().put(rule_words(Moment(NINE.local, LISBON, rule=rule))) == shown


async def test_only_a_language_there_is_can_be_chosen(ana: Chat) -> None:
    await ana.slash("settings", "language tlh")
    assert ana.last.form is not None
    assert "I speak English so far" in str(ana.last.form.problems["language"])
    assert "Language: English" in await ana.slash("settings", "language English")
