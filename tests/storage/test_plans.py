"""Questions on the delivery path cost what is due, not what is stored: each is answered through an index."""

from typing import Any

from sqlalchemy import event

from bot.domain.ids import MemberId
from tests.stores import Town

_BATCH = [MemberId(f"member{number}") for number in range(499)]


async def test_accounts_of_a_batch_are_found_without_reading_those_of_everyone(town: Town) -> None:
    database = town.store.database
    asked: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, sql: str, values: Any, *_: object) -> None:
        asked.append((sql, values))

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    async with town.store.reading(town.community) as work:
        await work.members.accounts([town.ana, *_BATCH])
    event.remove(database.engine.sync_engine, "before_cursor_execute", note)
    ((sql, values),) = [each for each in asked if "FROM account" in each[0]]
    if not database.is_sqlite:  # PostgreSQL plans by how much there is, and here there is next to nothing
        assert "ORDER BY" not in sql
        return
    async with database.reading() as connection:
        plan = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)).all()
    assert "ix_account_community_member" in str(plan)
