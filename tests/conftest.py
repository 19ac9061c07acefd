import gc
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
    """Those that ask for more time than others begin first: the run does not end waiting for one of them."""
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)


@pytest.hookimpl
def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector need not go through it again and again. A tenth less to compute."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
