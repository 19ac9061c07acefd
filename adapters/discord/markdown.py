"""How Hallway writes on Discord: runs of text first, markup last, so that no words of a person become markup.

The runs are taken apart into atoms, each a piece of finished Discord text before or after which a message may end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.discord.lengths import clusters, size
from adapters.marking import Marked, kept, marked, taken_apart
from bot.domain.times import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.domain.ids import MemberId
    from bot.domain.times import Moment
    from bot.words import InChannel, Mention, Words

_STRONG, _CODE, _NATIVE, _LATER = "strong", "code", "native", "later"

# Outside of code and links Discord shows a backslash before any punctuation as that punctuation.
_SPECIAL = re.compile(r"[\\*_~`|<\[\]@]|:(?=[\w+~-]+:)")
_LEADING = re.compile(r"[-+#>]|\d+(?=[.)])")
_TOKEN = re.compile(r"\s+|\S+")
_LINK = re.compile(r"([(\"']*)(https?://[\w./?=&%#+~:,;!$-]*[\w/=#-])([.,;:!?)\"']*)", re.ASCII)
"""A link stays one as long as nothing in it could be anything else to Discord."""
_LONGEST_TOKEN = 120
"""Longer words are taken apart, so that they can run over several messages; a longer link is text like any other."""

_LONGEST_CODE = 200


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece that is never taken apart, as Discord wants it but for the marks around a strong run.

    ``leading`` is how it is written at the beginning of a line, where "#" or "1." would mean more than that.
    """

    text: str
    is_strong: bool = False
    leading: str = ""

    @property
    def size(self) -> int:
        """The most it adds to a message."""
        return size(self.leading or self.text) + (4 if self.is_strong else 0)


class DiscordStyle:
    """``users`` are the Discord ids of the members that may be named; others are named in plain text."""

    def __init__(self, users: Mapping[MemberId, str]) -> None:
        self._users = users

    def text(self, text: str) -> str:
        return kept(text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def strong(self, text: str) -> str:
        return marked(_STRONG, text)

    def code(self, text: str) -> str:
        return marked(_CODE, text)

    def mention(self, mention: Mention) -> str:
        user = self._users.get(mention.member)
        return self.strong(mention.name) if user is None else marked(_NATIVE, f"<@{user}>")

    def channel(self, channel: InChannel) -> str:
        return marked(_NATIVE, f"<#{channel.id}>") if channel.id.isdecimal() else self.text(f"#{channel.id}")

    def moment(self, moment: Moment, words: Words) -> str:
        """Discord shows a time in each reader's own zone. A day stays a day where the reader's zone is the moment's."""
        if moment.precision is Precision.DAY and words.zone in (None, moment.zone):
            return self.text(words.moment(moment))
        return marked(_NATIVE, f"<t:{int(moment.instant.timestamp())}:F>")

    def exactly(self, moment: Moment, words: Words) -> str:
        """At the end of its sentence Discord tells how long it is until then, in whatever zone it is read."""
        return self.text(words.exactly(moment)) + marked(_LATER, f"<t:{int(moment.instant.timestamp())}:R>")


def atoms(text: str) -> list[Atom]:
    """The pieces of a text written in `DiscordStyle`."""
    runs = list(taken_apart(text))
    later = dict.fromkeys(run for run in runs if run.mark == _LATER)
    said = [atom for run in runs if run not in later for atom in _atoms_of(run)]
    return said + [atom for run in later for atom in (Atom(" · "), *_atoms_of(run))]


def text_atoms(text: str) -> list[Atom]:
    """The pieces of what a person wrote, shown as it stands."""
    return list(_plain_atoms(DiscordStyle({}).text(text)))


def written(pieces: Iterable[Atom]) -> str:
    """The pieces as one text, with marks around each strong run."""
    text, is_strong, leads = list[str](), False, True
    for piece in pieces:
        if piece.is_strong is not is_strong:
            text.append("**")
            is_strong = piece.is_strong
        text.append((piece.leading if leads else "") or piece.text)
        leads = piece.text.endswith("\n") or (leads and piece.text.endswith(" "))
    return "".join([*text, "**"] if is_strong else text)


def prefixed(pieces: Sequence[Atom], prefix: str) -> list[Atom]:
    """The pieces with this in front of every line."""
    mark = Atom(prefix)
    lines = [mark]
    for index, piece in enumerate(pieces):
        lines.append(piece)
        if piece.text.endswith("\n") and index + 1 < len(pieces):
            lines.append(mark)
    return lines


def _atoms_of(run: Marked) -> Iterator[Atom]:
    if run.mark in (_NATIVE, _LATER):
        return iter((Atom(run.text),))
    if run.mark == _CODE:
        return _code_atoms(run.text)
    return _plain_atoms(run.text, is_strong=run.mark == _STRONG and bool(run.text.strip()))


def _plain_atoms(text: str, *, is_strong: bool = False) -> Iterator[Atom]:
    """Words and the space between them. Space ends at its last line end, so that lines can be told."""
    for token in _TOKEN.findall(text):
        if token.isspace():
            *lines, rest = token.split("\n")
            spaces = [f"{line}\n" for line in lines] + [rest] * bool(rest)
            yield from (Atom(part, is_strong) for space in spaces for part in _parts(space))
        elif size(token) <= _LONGEST_TOKEN and (link := _LINK.fullmatch(token)):
            before, address, after = link.groups()
            yield from (Atom(part, is_strong) for part in (before, address, after) if part)
        else:
            yield from (_text(part, is_strong=is_strong) for part in _parts(token))


def _parts(token: str) -> Iterator[str]:
    if size(token) <= _LONGEST_TOKEN:
        yield token
        return
    part = ""
    for cluster in clusters(token):
        for piece in (cluster,) if size(cluster) <= _LONGEST_TOKEN else cluster:
            if size(part) + size(piece) > _LONGEST_TOKEN:
                yield part
                part = ""
            part += piece
    yield part


def _text(word: str, *, is_strong: bool) -> Atom:
    escaped = _SPECIAL.sub(lambda found: f"\\{found[0]}", word).replace("://", "\\://")
    return Atom(escaped, is_strong, _LEADING.sub(_escaped_lead, escaped, count=1) if _LEADING.match(escaped) else "")


def _escaped_lead(found: re.Match[str]) -> str:
    """Of "1." only the full stop can be escaped."""
    return f"{found[0]}\\" if found[0].isdecimal() else f"\\{found[0]}"


def _code_atoms(text: str) -> Iterator[Atom]:
    if not text or "\n" in text or "``" in text or size(text) > _LONGEST_CODE or not text.strip():
        return _plain_atoms(text)
    fence = "``" if "`" in text else "`"
    inside = f" {text} " if text.startswith("`") or text.endswith("`") else text
    return iter((Atom(f"{fence}{inside}{fence}"),))
