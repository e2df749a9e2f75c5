"""Inserting rows in one plain statement, where many are inserted all day.

Django's own way builds and compiles each statement anew, and hands over every value by itself: for the rows of
one acceptance that was a third of its time. Here the rows go over as one value, a JSON text which the database
reads into the table's own types; so a model has one statement, however many rows there are. And where nobody
waits for the keys, the rows of several tables go over in one statement: `gathered`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import AutoField, BinaryField, DateTimeField, DurationField, Model
from pydantic_core import to_json

T = TypeVar("T", bound=Model)
Row = Mapping[str, Any]  # by column
_COMPARED = str | int | None  # what comes back through JSON as it went
_NOT_IN_JSON = (BinaryField, DurationField)  # what the database would read otherwise than Django writes it


@dataclass(frozen=True)
class _Table:
    """How rows of one model are inserted."""

    insert: str
    key: str
    columns: tuple[tuple[str, str], ...]  # the model's attribute, the column
    instants: tuple[str, ...]  # the columns that hold one


@cache
def _table(model: type[Model], *, with_key: bool = False) -> _Table:
    fields = [
        field
        for field in model._meta.concrete_fields
        if with_key or not isinstance(field, AutoField)
        if not field.has_db_default()  # the database fills those
    ]
    if odd := [field.name for field in fields if isinstance(field, _NOT_IN_JSON)]:
        raise TypeError(f"{model.__name__} has columns that cannot be inserted as JSON: {odd}")
    table, names = _quoted(model._meta.db_table), ", ".join(_quoted(str(field.column)) for field in fields)
    return _Table(
        f"INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(NULL::{table}, %s)",  # noqa: S608 - names only
        _quoted(str(model._meta.pk.column)),
        tuple((field.attname, str(field.column)) for field in fields),
        tuple(str(field.column) for field in fields if isinstance(field, DateTimeField)),
    )


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _rows_of(models: Iterable[Model], table: _Table) -> list[Row]:
    return [{column: getattr(model, name) for name, column in table.columns} for model in models]


def _json(table: _Table, rows: Sequence[Row]) -> str:
    for row in rows:
        for column in table.instants:
            at: datetime | None = row[column]
            if at is not None and at.tzinfo is None:
                raise ValueError(f"{column} is {at}, an hour that is nowhere: an instant has a time zone")
    return to_json(rows).decode()


def _is_in(row: Model, key: Any) -> None:
    row.pk = key
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


@dataclass(frozen=True)
class _Batch:
    """Rows of one table on their way."""

    table: _Table
    rows: str
    models: Sequence[Model] = ()  # that get the keys
    unique: tuple[str, ...] = ()  # where what is taken already is left out

    @property
    def wants_keys(self) -> bool:
        return bool(self.unique) or bool(self.models and self.models[0].pk is None)

    @property
    def insert(self) -> str:
        if not self.wants_keys:
            return self.table.insert
        returned = ", ".join((self.table.key, *map(_quoted, self.unique)))
        taken = f"ON CONFLICT ({returned.partition(', ')[2]}) DO NOTHING" if self.unique else ""
        return f"{self.table.insert} {taken} RETURNING json_build_array({returned}) AS made"

    def told(self, made: list[list[Any]]) -> list[Any]:
        """Give the models that were inserted their keys; return those."""
        if not self.unique:
            keys = (key for (key,) in made) if self.wants_keys else (model.pk for model in self.models)
            for model, key in zip(self.models, keys, strict=True):
                _is_in(model, key)
            return list(self.models)
        inserted = []
        for model in self.models:
            values = [getattr(model, name) for name in self.unique]
            # Compared and not looked up: a choice equals its text but has another hash.
            key = next((key for key, *rest in made if rest == values), None)
            if key is not None:
                _is_in(model, key)
                inserted.append(model)
        return inserted


class _Gathering:
    """Rows that wait for the next statement of the connection, whoever sends it."""

    def __init__(self) -> None:
        self._waiting: list[_Batch] = []
        self.is_aside = False

    def take(self, batch: _Batch) -> None:
        self._waiting.append(batch)

    def before(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        """Send what waits before any other statement, so that none misses a row."""
        if self._waiting and not self.is_aside:
            if sql.startswith("ROLLBACK"):
                self._waiting.clear()  # to the savepoint after which they came: they never were
            else:
                self.send()
        return execute(sql, *rest)

    def send(self, *more: _Batch) -> list[Any]:
        """Send what waits, and more with it; return the rows inserted last."""
        batches, self._waiting = [*self._waiting, *more], []
        return _send(batches) if batches else []


_now: ContextVar[_Gathering | None] = ContextVar("gathering", default=None)


def _send(batches: Sequence[_Batch]) -> list[Any]:
    """Insert the rows of several tables in one statement, whose foreign keys are looked at when it ends.

    Returns those of the last.
    """
    parts = ", ".join(f"r{n} AS ({batch.insert})" for n, batch in enumerate(batches))
    made = ", ".join(
        f"(SELECT json_agg(made) FROM r{n})" if batch.wants_keys else "NULL"  # noqa: S608 - numbers only
        for n, batch in enumerate(batches)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {parts} SELECT {made}", [batch.rows for batch in batches])
        (*_, last) = [
            batch.told(found or []) for batch, found in zip(batches, cursor.fetchone(), strict=True)
        ]
    return last


@contextmanager
def gathered() -> Iterator[None]:
    """Let the rows of `insert_later` go over together, before the next statement or when this ends.

    In a transaction. What fails then fails in it: nothing of it is kept.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("rows are gathered in the transaction of what they are about")
    gathering = _Gathering()
    token = _now.set(gathering)
    try:
        with connection.execute_wrapper(gathering.before):
            yield
            gathering.send()
    finally:
        _now.reset(token)


@contextmanager
def aside() -> Iterator[None]:
    """Let rows that wait go on waiting while something is asked that has nothing to do with any of them."""
    gathering = _now.get() or _Gathering()
    gathering.is_aside = True
    try:
        yield
    finally:
        gathering.is_aside = False


def insert_later(rows: Sequence[Model]) -> None:
    """Insert the rows with the next statement where they are `gathered`, else at once.

    A row without a key gets it only then, so no other row can name it before. One with a key keeps it.
    """
    if not rows:
        return
    table = _table(type(rows[0]), with_key=rows[0].pk is not None)
    _later(_Batch(table, _json(table, _rows_of(rows, table)), rows))


def insert_rows(model: type[Model], rows: Sequence[Row]) -> None:
    """Insert rows given by their columns, every one that the database does not fill; when `insert_later` does."""
    if rows:
        _later(_Batch(table := _table(model), _json(table, rows)))


def _later(batch: _Batch) -> None:
    if gathering := _now.get():
        gathering.take(batch)
    else:
        _send([batch])


def insert_all(rows: Sequence[T]) -> Sequence[T]:
    """Insert the rows in order and give them the keys that the database makes."""
    insert_later(rows)
    if gathering := _now.get():
        gathering.send()
    return rows


def insert_new(rows: Sequence[T], *, unique: tuple[str, ...]) -> list[T]:
    """Insert the rows whose `unique` fields nobody has taken; return those, with their keys.

    Waits for another transaction that is inserting the same, and takes its row as there when it commits.
    `get_or_create` would be four statements, and Django's bulk insert either fails on a known key or does
    not say which were new. Raises `TypeError` where a `unique` field holds neither text nor a whole number.
    """
    if not rows:
        return []
    table = _table(type(rows[0]))
    if odd := [name for name in unique for row in rows if not isinstance(getattr(row, name), _COMPARED)]:
        raise TypeError(f"only text and whole numbers tell who is new, and {odd[0]} is neither")
    batch = _Batch(table, _json(table, _rows_of(rows, table)), rows, unique)
    gathering = _now.get()
    return gathering.send(batch) if gathering else _send([batch])
