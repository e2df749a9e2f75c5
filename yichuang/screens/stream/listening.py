"""Hears the database's word that a hall changed, over one connection for all who watch."""

import asyncio
import logging

import psycopg
from psycopg import sql

from yichuang.queueing.public import DESK, LIVE

from .hub import Hub

NAME = "yichuang live"  # as the database knows the connection; doctor looks for it
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 10.0
log = logging.getLogger(__name__)


async def listen(hub: Hub, conninfo: str) -> None:
    """Wake the hub for ever; a connection that is lost is made again, with growing pauses.

    What is said meanwhile is not heard: the hub looks every two seconds by itself, and at once when the
    connection is back.
    """
    pause = FIRST_PAUSE_S
    while True:
        try:
            connection = await psycopg.AsyncConnection.connect(
                conninfo, autocommit=True, application_name=NAME, connect_timeout=5
            )
            async with connection:
                await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(LIVE)))
                pause = FIRST_PAUSE_S
                hub.wake_all()
                async for said in connection.notifies():
                    centre_id, _, what = said.payload.partition(" ")
                    if centre_id.isdigit():
                        (hub.tell_desk if what == DESK else hub.wake)(int(centre_id))
        except (psycopg.Error, OSError) as problem:
            log.warning("the database's word is not heard: %s", problem)
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE_S)
