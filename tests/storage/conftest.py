from tests.stores import bare_database_url, database_url, store, town

__all__ = ["bare_database_url", "database_url", "store", "town"]
