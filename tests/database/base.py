"""PostgreSQL, emptied after a test that commits by deleting what is there.

Truncating a hundred and fifty tables makes as many new files, whatever they held: a third of a second. Which hold
anything is asked in one statement, and they are few.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql import base, operations

# What the migrations' end writes is the same for every test; it stays.
ALWAYS = {"django_content_type", "auth_permission"}


class DatabaseOperations(operations.DatabaseOperations):
    """How tables are emptied."""

    def sql_flush(self, style: Any, tables: Sequence[str], **_: bool) -> list[str]:  # noqa: ARG002 - Django's words
        """Return the statements that empty the tables which hold anything; sequences go on.

        The role of a replica fires no trigger and checks no key: neither the journal's guards nor an order of
        tables stand in the way. It holds for the flush's own transaction.
        """
        filled = self._filled(sorted(set(tables) - ALWAYS))
        return ["SET LOCAL session_replication_role = replica", *(f"DELETE FROM {name}" for name in filled)]  # noqa: S608

    def _filled(self, tables: Sequence[str]) -> list[str]:
        asked = " UNION ALL ".join(
            f"(SELECT '{name}' FROM {self.quote_name(name)} LIMIT 1)"  # noqa: S608 - the models' own tables
            for name in tables
        )
        with self.connection.cursor() as cursor:
            cursor.execute(asked)
            return [self.quote_name(name) for (name,) in cursor.fetchall()]


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with that."""

    ops_class = DatabaseOperations
