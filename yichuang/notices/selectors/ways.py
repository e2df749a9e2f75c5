"""What a centre and the installation say about the ways of messages."""

from django.conf import settings

from yichuang.people.public import CENTRE_SETTINGS, setting_text

from ..rules.house import WORDED
from ..rules.kinds import Channel, Kind
from ..rules.settings import QUIET, read_ways, ways_key
from ..rules.timing import Quiet, read_quiet


def email_is_configured() -> bool:
    """Say whether there is a mail server to hand messages to."""
    return bool(settings.EMAIL_HOST)


def sms_is_configured() -> bool:
    """Say whether there is a gateway to hand texts to."""
    return bool(settings.SMS_URL)


def ways_at(centre_id: int | None, kind: Kind) -> tuple[Channel, ...]:
    """Return by which ways a kind goes at a centre, beside the inbox. From memory for a few seconds."""
    return read_ways(_text(centre_id, ways_key(kind))) if kind in WORDED else (Channel.EMAIL,)


def quiet_at(centre_id: int | None) -> Quiet | None:
    """Return a centre's quiet hours. From memory for a few seconds."""
    return read_quiet(_text(centre_id, QUIET))


def _text(centre_id: int | None, key: str) -> str:
    if centre_id is None:
        return str(CENTRE_SETTINGS[key].default)
    return setting_text(centre_id, key)
