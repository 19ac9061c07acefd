"""The Web API's methods, by name. Importing this package defines them all."""

from tests.fakes.slack.methods import auth, chat, conversations, files, oauth, reactions, users, views
from tests.fakes.slack.methods.method import METHODS

__all__ = ["METHODS", "auth", "chat", "conversations", "files", "oauth", "reactions", "users", "views"]
