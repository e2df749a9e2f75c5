"""Writing a row only if nobody was faster."""

from django.db.models import F, Model

from .refusal import Stale


def swap(row: Model, **changes: object) -> None:
    """Write the changes if the row still has the version that was read; the object follows.

    For models with a `version` column. Raises `Stale` when someone else has written it meanwhile.
    """
    version = getattr(row, "version")  # noqa: B009 - Model itself has none; these have
    as_we_saw_it = type(row)._default_manager.filter(pk=row.pk, version=version)
    if not as_we_saw_it.update(**changes, version=F("version") + 1):
        raise Stale
    for name, value in changes.items():
        setattr(row, name, value)
    setattr(row, "version", version + 1)  # noqa: B010 - as above
