"""Everything the libraries under Slack can raise."""

import inspect
from collections.abc import Iterator

import aiohttp
import slack_bolt.error
import slack_sdk.errors


def subclasses(kind: type[BaseException]) -> Iterator[type[BaseException]]:
    yield kind
    for each in kind.__subclasses__():
        yield from subclasses(each)


ERRORS = (
    *(
        each
        for module in (slack_sdk.errors, slack_bolt.error)
        for _, each in inspect.getmembers(module, inspect.isclass)
        if issubclass(each, Exception)
    ),
    *subclasses(aiohttp.ClientError),
)
