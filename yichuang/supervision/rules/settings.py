"""What a centre may set about supervision."""

from yichuang.people.public import SettingSpec

REPLY_DAYS = "supervision.reply_days"
SETTINGS = (
    SettingSpec(
        REPLY_DAYS,
        1,
        "超时督办单给承办单位几个工作日答复。",
        "004 篇2 八(五)只说立即；天数按中心设置，不是法定",
        10,
    ),
)
