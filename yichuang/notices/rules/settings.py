"""What a centre may set about messages: the quiet hours, and by which ways each kind goes."""

from yichuang.people.public import SettingSpec

from .house import WORDED
from .kinds import Channel, Kind
from .timing import QUIET_PATTERN

QUIET = "notices.quiet"
_WAYS = {
    "email,sms": (Channel.EMAIL, Channel.SMS),
    "email": (Channel.EMAIL,),
    "sms": (Channel.SMS,),
    "inbox": (),
}


def ways_key(kind: Kind) -> str:
    """Return the setting that says by which ways a kind goes, beside the inbox."""
    return f"notices.ways.{kind.value}"


def read_ways(text: str) -> tuple[Channel, ...]:
    """Return the ways of a setting; every message is in the inbox besides."""
    return _WAYS.get(text, ())


WAYS = tuple(_WAYS)
SETTINGS = (
    SettingSpec(
        QUIET,
        "21:00-08:00",
        "这段时间不发短信，等到结束再发；当天的预约和叫号除外。空着：不限。",
        "来源未给出，按中心设置",
        pattern=QUIET_PATTERN,
        example="21:00-08:00",
    ),
    *(
        SettingSpec(
            ways_key(kind),
            "email,sms",
            f"“{kind.label}”除站内信外还怎么告诉：email 电子邮件，sms 短信，inbox 只有站内信。",
            "001 k 5；R135",
            options=WAYS,
        )
        for kind in WORDED
    ),
)
