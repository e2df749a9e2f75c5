"""What a centre may set about bookings."""

from yichuang.people.public import SettingSpec

HOLD_MINUTES, PER_PERSON = "booking.hold_minutes", "booking.per_person"
NO_SHOWS, NO_SHOW_DAYS, PENALTY_DAYS = "booking.no_shows", "booking.no_show_days", "booking.penalty_days"
_SOURCE = "来源未给出，按中心设置"
SETTINGS = (
    SettingSpec(HOLD_MINUTES, 10, "填预约表时给留几分钟名额。", _SOURCE, 60),
    SettingSpec(PER_PERSON, 2, "一个人同时最多有几个还没到时间的预约。", _SOURCE, 20),
    SettingSpec(NO_SHOWS, 3, "几次预约未到以后暂停预约。", _SOURCE, 20),
    SettingSpec(NO_SHOW_DAYS, 90, "未到的次数在几天以内合计。", _SOURCE, 365),
    SettingSpec(PENALTY_DAYS, 30, "暂停预约几天，到期自动解除。", _SOURCE, 180),
)
