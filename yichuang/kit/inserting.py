"""Inserting rows in one plain statement, where many are inserted all day.

Django's own way builds and compiles each statement anew: for the rows of one acceptance that was a quarter of
its time. Here a model's columns are looked up once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import (
    AutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    TextField,
)

T = TypeVar("T", bound=Model)
# What Django hands to the database unchanged, after asking four methods about each.
_TEXTS, _NUMBERS = (CharField, TextField), (IntegerField, BigIntegerField, ForeignKey)
_AS_IT_IS = {
    *((str, field) for field in _TEXTS),
    *((int, field) for field in _NUMBERS),
    (bool, BooleanField),
    *((type(None), field) for field in (*_TEXTS, *_NUMBERS, DateField, DateTimeField)),
}


@dataclass(frozen=True)
class _Table:
    """How rows of one model are inserted."""

    head: str  # INSERT INTO … VALUES
    row: str  # (%s, …)
    key: str
    fields: tuple["Field[Any, Any]", ...]


@cache
def _table(model: type[Model]) -> _Table:
    fields = tuple(
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, AutoField) and not field.has_db_default()  # those the database fills
    )
    names = ", ".join(_quoted(str(field.column)) for field in fields)
    head = f"INSERT INTO {_quoted(model._meta.db_table)} ({names}) VALUES "  # noqa: S608 - names only
    return _Table(head, f"({', '.join(['%s'] * len(fields))})", _quoted(str(model._meta.pk.column)), fields)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _values(rows: Sequence[Model], fields: tuple["Field[Any, Any]", ...]) -> list[Any]:
    # The connection itself, not Django's stand-in for it: asked thousands of times a second, that tells.
    database = connections[DEFAULT_DB_ALIAS]
    return [
        value if (type(value), type(field)) in _AS_IT_IS else field.get_db_prep_save(value, database)
        for row in rows
        for field in fields
        for value in (getattr(row, field.attname),)
    ]


def _is_in(row: Model, key: Any) -> None:
    row.pk = key
    row._state.adding, row._state.db = False, connection.alias


def insert_all(rows: Sequence[T]) -> Sequence[T]:
    """Insert the rows in order and give them the keys that the database makes."""
    if not rows:
        return rows
    table = _table(type(rows[0]))
    sql = f"{table.head}{', '.join([table.row] * len(rows))} RETURNING {table.key}"
    with connection.cursor() as cursor:
        cursor.execute(sql, _values(rows, table.fields))
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            _is_in(row, key)
    return rows


def insert_new(rows: Sequence[T], *, unique: tuple[str, ...]) -> list[T]:
    """Insert the rows whose `unique` fields nobody has taken; return those, with their keys.

    Waits for another transaction that is inserting the same, and takes its row as there when it commits.
    `get_or_create` would be four statements, and Django's bulk insert either fails on a known key or does
    not say which were new.
    """
    if not rows:
        return []
    table = _table(type(rows[0]))
    taken = ", ".join(_quoted(name) for name in unique)
    sql = f"{table.head}{', '.join([table.row] * len(rows))} ON CONFLICT ({taken}) DO NOTHING"
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} RETURNING {table.key}, {taken}", _values(rows, table.fields))
        made = [(key, rest) for key, *rest in cursor.fetchall()]
    inserted = []
    for row in rows:
        values = [getattr(row, name) for name in unique]
        # Compared and not looked up: a choice equals its text but has another hash.
        key = next((key for key, rest in made if rest == values), None)
        if key is not None:
            _is_in(row, key)
            inserted.append(row)
    return inserted
