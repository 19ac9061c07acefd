"""Time zones: IANA names, found by name or by city, and the one rule for clock changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import NewType
from zoneinfo import ZoneInfo

ZoneName = NewType("ZoneName", str)

UTC_ZONE = ZoneName("UTC")

_AREAS = frozenset(
    {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
)
_UTC_NAMES = frozenset(
    {
        "utc",
        "gmt",
        "etc/utc",
        "etc/gmt",
        "uct",
        "etc/uct",
        "zulu",
        "etc/zulu",
        "universal",
        "etc/universal",
        "greenwich",
    }
)
_ABBREVIATIONS = frozenset(
    {"cet", "cst6cdt", "eet", "est", "est5edt", "hst", "met", "mst", "mst7mdt", "pst8pdt", "wet", "factory", "w-su"}
)

_OLD_NAMES = frozenset({"Asia/Istanbul", "Europe/Nicosia"})

_CITIES: Mapping[str, str] = {
    "san francisco": "America/Los_Angeles",
    "sf": "America/Los_Angeles",
    "seattle": "America/Los_Angeles",
    "san diego": "America/Los_Angeles",
    "las vegas": "America/Los_Angeles",
    "salt lake city": "America/Denver",
    "austin": "America/Chicago",
    "dallas": "America/Chicago",
    "houston": "America/Chicago",
    "minneapolis": "America/Chicago",
    "nyc": "America/New_York",
    "new york city": "America/New_York",
    "boston": "America/New_York",
    "philadelphia": "America/New_York",
    "washington dc": "America/New_York",
    "atlanta": "America/New_York",
    "miami": "America/New_York",
    "pittsburgh": "America/New_York",
    "montreal": "America/Toronto",
    "ottawa": "America/Toronto",
    "rio de janeiro": "America/Sao_Paulo",
    "são paulo": "America/Sao_Paulo",
    "bogotá": "America/Bogota",
    "porto": "Europe/Lisbon",
    "lisboa": "Europe/Lisbon",
    "barcelona": "Europe/Madrid",
    "milan": "Europe/Rome",
    "munich": "Europe/Berlin",
    "hamburg": "Europe/Berlin",
    "cologne": "Europe/Berlin",
    "frankfurt": "Europe/Berlin",
    "geneva": "Europe/Zurich",
    "edinburgh": "Europe/London",
    "manchester": "Europe/London",
    "glasgow": "Europe/London",
    "rotterdam": "Europe/Amsterdam",
    "kraków": "Europe/Warsaw",
    "krakow": "Europe/Warsaw",
    "kiev": "Europe/Kyiv",
    "gothenburg": "Europe/Stockholm",
    "lagos": "Africa/Lagos",
    "cape town": "Africa/Johannesburg",
    "tel aviv": "Asia/Jerusalem",
    "ankara": "Europe/Istanbul",
    "mumbai": "Asia/Kolkata",
    "delhi": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata",
    "bangalore": "Asia/Kolkata",
    "bengaluru": "Asia/Kolkata",
    "chennai": "Asia/Kolkata",
    "pune": "Asia/Kolkata",
    "beijing": "Asia/Shanghai",
    "shenzhen": "Asia/Shanghai",
    "osaka": "Asia/Tokyo",
    "kyoto": "Asia/Tokyo",
    "hanoi": "Asia/Ho_Chi_Minh",
    "wellington": "Pacific/Auckland",
}
"""Large cities that name no zone of their own. Those of which there are several well-known ones are left out."""


class UnknownZone(ValueError):
    """No zone of that name, or a name that means several clocks; the message says what to write instead."""


def zone_named(text: str) -> tuple[ZoneName, ...]:
    """The zones a member can mean by an IANA name or a city, the likeliest first; never empty.

    Raises UnknownZone for anything else, and for abbreviations and offsets: neither says when the clocks change.
    """
    said = " ".join(text.split()).casefold()
    if said in _UTC_NAMES:
        return (UTC_ZONE,)
    if said in _ABBREVIATIONS or said.startswith("etc/"):
        raise UnknownZone(f"“{text}” does not say when its clocks change. Write a city, such as Lisbon or New York.")
    found = _names().get(said.replace(" ", "_")) or cities().get(said)
    if found is None:
        raise UnknownZone(f"There is no time zone “{text[:60]}”. Write a city, such as Lisbon or America/New_York.")
    return (found,)


@cache
def cities() -> Mapping[str, ZoneName]:
    """Zones by city, in lower case with spaces: the last part of an IANA name, and the large cities that have none.

    Of several names for one clock the longest stands, as America/Argentina/Buenos_Aires for America/Buenos_Aires.
    """
    found: dict[str, ZoneName] = {}
    for name in sorted(_names().values(), key=lambda each: (each in _OLD_NAMES, -each.count("/"))):
        area, _, city = name.partition("/")
        if area in _AREAS:
            found.setdefault(city.rpartition("/")[2].replace("_", " ").casefold(), name)
    return found | {city: ZoneName(name) for city, name in _CITIES.items()}


@cache
def _names() -> Mapping[str, ZoneName]:
    """Every IANA name by its lower case, from the pinned tzdata; listing the system's would open 600 files."""
    return {name.casefold(): ZoneName(name) for name in (files("tzdata") / "zones").read_text("utf-8").split()}


def zone_of(text: str) -> ZoneName | None:
    """The zone of exactly this IANA name, whatever its case."""
    return _names().get(text.casefold())


@cache
def rules_of(zone: ZoneName) -> ZoneInfo:
    """From the pinned tzdata too: every machine then knows the same rules, whatever its system is like."""
    with files("tzdata").joinpath("zoneinfo", *zone.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=zone)


def instant_of(local: datetime, zone: ZoneName) -> datetime:
    """The aware UTC instant of a naive wall time.

    The one rule for clock changes: a time that the clock skips moves forward by the gap, a time that it shows twice is
    the first of the two. Both are what PEP 495 gives for ``fold=0``, so nothing else may set ``fold``.
    """
    return local.replace(tzinfo=rules_of(zone), fold=0).astimezone(UTC)


def local_at(instant: datetime, zone: ZoneName) -> datetime:
    """The naive wall time in ``zone`` at an aware instant."""
    return instant.astimezone(rules_of(zone)).replace(tzinfo=None, fold=0)
