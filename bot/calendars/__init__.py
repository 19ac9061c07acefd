"""Calendar files, RFC 5545: meetups written for any calendar, and read from any."""

from bot.calendars.reading import Imported, NotACalendar, read
from bot.calendars.writing import Entry, write

__all__ = ["Entry", "Imported", "NotACalendar", "read", "write"]
