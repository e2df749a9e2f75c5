"""Ways out of the house. Each is a class with `send` and `close`; a provider of SMS may have one of its own."""

from django.conf import settings
from django.utils.module_loading import import_string

from ...rules.kinds import Channel
from .mail import Mail
from .parcel import Answer, Outcome, Parcel, Way

__all__ = ["Answer", "Outcome", "Parcel", "Way", "open_way"]


def open_way(channel: Channel) -> Way:
    """Open a way; who opens it closes it. One that is open is used by one thread at a time."""
    if channel == Channel.EMAIL:
        return Mail()
    way: Way = import_string(settings.SMS_PLUGIN)()
    return way
