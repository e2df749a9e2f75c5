"""Telling the hall's screens that something changed."""

from django.db import connection, transaction

LIVE = "yc_live"  # the channel; its message is a centre's id


def tell_hall(centre_id: int) -> None:
    """Wake whoever shows this centre, once the transaction is committed.

    After the commit and not in it: a transaction that notifies holds a lock of the whole database while its
    commit reaches the disk, so that windows would queue behind one another. What a crash in between loses is
    the waking only: the calls are rows, and the screens' server looks for them every few seconds anyway.
    """
    transaction.on_commit(lambda: _notify(centre_id))


def _notify(centre_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [LIVE, str(centre_id)])
