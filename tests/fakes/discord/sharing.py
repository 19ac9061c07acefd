"""Files that people share on the fake Discord."""

from tests.fakes.discord.payloads import media_type_of
from tests.fakes.discord.people import Person
from tests.fakes.discord.world import Message, Upload


def upload(person: Person, name: str, content: bytes) -> Upload:
    """As an option of a command takes one."""
    found = Upload(person.fake.ids.fresh(), name, media_type_of(name), content)
    person.fake.chat.uploads[found.id] = found
    return found


def share(person: Person, name: str, content: bytes, text: str = "") -> Message:
    """In private, with a few words perhaps."""
    person.heard = len(person.sights)
    chat, file = person.fake.chat, upload(person, name, content)
    return chat.post(chat.write(person.direct(), person.user, {"content": text}, [file]))
