"""Other systems hear of what happens: the push is committed with what it tells of, so none is lost or made up."""

from yichuang.journal.public import Event, together

from .rules.webhooks import EVENTS
from .services import push


def subscribe() -> None:
    """Listen to what other systems can be told."""
    for event in (*EVENTS, Event.MESSAGE_QUEUED):
        together(event, push)
