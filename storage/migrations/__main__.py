"""Write the next migration, from what the tables became: ``python -m storage.migrations "What changes"``."""

import asyncio
import sys
import tempfile

from alembic import command
from sqlalchemy import Connection

from storage.engine import open_engine
from storage.migrate import SCHEMA, config_for


def _write(connection: Connection) -> None:
    config = config_for(connection)
    command.upgrade(config, "head")
    command.revision(config, sys.argv[1], autogenerate=True, rev_id=f"{int(SCHEMA) + 1:04}")


async def _main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with open_engine(f"sqlite:///{folder}/empty.db") as database, database.writing() as connection:
            await connection.run_sync(_write)


asyncio.run(_main())
