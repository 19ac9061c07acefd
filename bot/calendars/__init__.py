"""Calendar files, RFC 5545: meetups written for any calendar, and read from any."""

from bot.calendars.attaching import calendar_file
from bot.calendars.comparing import Changes, changes
from bot.calendars.reading import Imported, NotACalendar, read
from bot.calendars.uids import foreign_id, known_by, uid_of
from bot.calendars.writing import MEDIA_TYPE, Entry, Method, write

__all__ = [
    "MEDIA_TYPE",
    "Changes",
    "Entry",
    "Imported",
    "Method",
    "NotACalendar",
    "calendar_file",
    "changes",
    "foreign_id",
    "known_by",
    "read",
    "uid_of",
    "write",
]
