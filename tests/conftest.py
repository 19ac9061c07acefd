import gc
import os
import zoneinfo

import hypothesis
import pytest

# absent imports the two before it; pytest must load those first to rewrite their asserts.
pytest_plugins = ["tests.browser_fixture", "tests.postgres", "tests.absent", "tests.compiling"]

# The same examples in every run and on every machine, however slow: a red test is red for everybody.
hypothesis.settings.register_profile("hallway", derandomize=True, deadline=None, database=None, print_blob=True)
hypothesis.settings.load_profile("hallway")

# The rules that Hallway goes by: the pinned tzdata, not the machine's.
zoneinfo.reset_tzpath(())


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that ask for more time than others begin first, spread over the workers, each of whom begins with as many
    items of the whole: the run does not end waiting for one of them."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = [item for item in items if item.get_closest_marker("timeout")]
    short = [item for item in items if not item.get_closest_marker("timeout")]
    share = -(-len(items) // workers)
    items[:] = []
    for worker in range(workers):
        own = long[worker::workers]
        items += own + [short.pop() for _ in range(min(len(short), share - len(own)))]


@pytest.hookimpl
def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector need not go through it again and again. A tenth less to compute."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
