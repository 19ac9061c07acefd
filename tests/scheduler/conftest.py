from tests.scheduler.stage import stage
from tests.stores import database_url, store, town

__all__ = ["database_url", "stage", "store", "town"]
