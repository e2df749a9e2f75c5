"""Telling the hall's screens that something changed."""

from django.db import connection, transaction

LIVE = "yc_live"  # the channel; its message is a centre's id, or the id and DESK
DESK = "desk"


def tell_hall(centre_id: int) -> None:
    """Wake whoever shows this centre, once the transaction is committed.

    After the commit and not in it: a transaction that notifies holds a lock of the whole database while its
    commit reaches the disk, so that windows would queue behind one another. What a crash in between loses is
    the waking only: the calls are rows, and the screens' server looks for them every few seconds anyway.
    """
    transaction.on_commit(lambda: _notify(str(centre_id)))


def tell_desk(centre_id: int) -> None:
    """Wake the pages of supervision at this centre, once the transaction is committed.

    The stream is public: all that it says is that such a page may ask again.
    """
    transaction.on_commit(lambda: _notify(f"{centre_id} {DESK}"))


def _notify(words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [LIVE, words])
