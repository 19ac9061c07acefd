"""The whole grammar: importing the elements files their patterns."""

from bot.language.dates import day_parts, elements, lengths
from bot.language.dates.sureness import ALONE, FOLLOWED, JOINED, LONELY, PLAIN

__all__ = ["ALONE", "FOLLOWED", "JOINED", "LONELY", "PLAIN", "day_parts", "elements", "lengths"]
