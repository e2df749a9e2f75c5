"""What a centre may set about ratings. The days are local practice (rules.md B4), none of them law."""

from yichuang.people.public import SettingSpec

ASKED_DAYS = "rating.asked_days"
CHANGE_DAYS = "rating.change_days"
OPEN_DAYS = "rating.open_days"
RECTIFY_DAYS = "rating.rectify_days"
COMPLICATED_DAYS = "rating.complicated_days"
CALL_BACK_DAYS = "rating.call_back_days"
BURST = "rating.burst"
MESSAGE = "rating.message"
MESSAGE_AFTER = ("none", "case", "visit", "both")

_UNSAID = "评价时效和回访天数国标正文未核实，按中心设置，不是法定"
SETTINGS = (
    SettingSpec(ASKED_DAYS, 30, "办完以后几天内可以评价，过后链接失效。", _UNSAID, 365),
    SettingSpec(CHANGE_DAYS, 10, "评价以后几天内可以修改，修改前的留着。", _UNSAID, 90),
    SettingSpec(OPEN_DAYS, 1, "差评几个工作日内受理。", "安阳条例 52：1 个工作日；地方规定，按中心设置", 10),
    SettingSpec(
        RECTIFY_DAYS, 5, "差评几个工作日内整改或者说明。", "德州：5 个工作日；地方规定，按中心设置", 30
    ),
    SettingSpec(
        COMPLICATED_DAYS,
        15,
        "情况复杂的差评几个工作日内整改。",
        "广元：15 个工作日；地方规定，按中心设置",
        60,
    ),
    SettingSpec(CALL_BACK_DAYS, 2, "整改或者说明以后几个工作日内回访。", _UNSAID, 30),
    SettingSpec(
        MESSAGE,
        "none",
        "办完以后发不发评价链接：none 不发，case 办件办结后发，visit 窗口办完后发，both 都发。短信收费，由中心打开。",
        "R166；按中心设置",
        options=MESSAGE_AFTER,
    ),
    SettingSpec(BURST, 3, "同一网络地址一分钟内几次评价就提请督查科看。", "B4：防刷评；按中心设置", 100),
)
