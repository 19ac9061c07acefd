"""What the core needs of the world, as promises.

Every port is async. Instants are aware UTC. Whatever a unit of work returns is a frozen value of the domain; rows stay
behind the port. Texts that members wrote are sealed at rest by the implementation.
"""

from bot.ports.announcements import Announcements
from bot.ports.boards import Boards
from bot.ports.census import Counting
from bot.ports.company import Company
from bot.ports.feeds import Feeds
from bot.ports.introducing import Confirming, Introducing, Questing
from bot.ports.meetups import Meetups
from bot.ports.notebook import Book, Changes, FollowUps, People, Promises, Records, Reminders, Talks
from bot.ports.outside import Clock, Composer, Keyring, Ledger, Matchmaker, Messenger
from bot.ports.profiles import Profiles
from bot.ports.referrals import Referrals
from bot.ports.rounds import Rounds
from bot.ports.thanks import Gratitude
from bot.ports.volunteers import Mentoring, Volunteers
from bot.ports.work import Members, Outbox, Store, Subjects, Work

__all__ = [
    "Announcements",
    "Boards",
    "Book",
    "Changes",
    "Clock",
    "Company",
    "Composer",
    "Confirming",
    "Counting",
    "Feeds",
    "FollowUps",
    "Gratitude",
    "Introducing",
    "Keyring",
    "Ledger",
    "Matchmaker",
    "Meetups",
    "Members",
    "Mentoring",
    "Messenger",
    "Outbox",
    "People",
    "Profiles",
    "Promises",
    "Questing",
    "Records",
    "Referrals",
    "Reminders",
    "Rounds",
    "Store",
    "Subjects",
    "Talks",
    "Volunteers",
    "Work",
]
