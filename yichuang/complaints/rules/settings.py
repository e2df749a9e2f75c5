"""What a centre may set about complaints. No source gives the hall's own days (A-V 10): none of them is law."""

from yichuang.people.public import SettingSpec

from .bodies import HOTLINE_DAYS, HOTLINE_EXTEND_DAYS, OTHER_DAYS

ASSIGN_DAYS = "complaint.assign_days"
ANSWER_DAYS = "complaint.answer_days"
EXTEND_DAYS = "complaint.extend_days"
APPEAL_DAYS = "complaint.appeal_days"
RECTIFY_DAYS = "complaint.rectify_days"
WINDOW = "complaint.window"
UNRESOLVED_DAYS = "unresolved.days"

_UNSAID = "来源未给出天数，按中心设置，不是法定（R154；GB/T 36113 正文未核实）"
_REGION = "安阳条例 50 的做法：5 个工作日，经批准再 5 个；地方规定，按中心设置"
SETTINGS = (
    SettingSpec(ASSIGN_DAYS, 1, "投诉登记后几个工作日内分办。", _UNSAID, 10),
    SettingSpec(ANSWER_DAYS, 5, "投诉登记后几个工作日内答复投诉人。", _UNSAID, 60),
    SettingSpec(EXTEND_DAYS, 5, "情况复杂的投诉最多延长几个工作日，只延一次。", _UNSAID, 60),
    SettingSpec(APPEAL_DAYS, 10, "答复后几个工作日内投诉人可以要求复核。", _UNSAID, 60),
    SettingSpec(RECTIFY_DAYS, 5, "整改单发出后几个工作日内回复。", _UNSAID, 60),
    SettingSpec(HOTLINE_DAYS, 5, "转 12345 热线的投诉几个工作日内问结果。", _REGION, 60),
    SettingSpec(HOTLINE_EXTEND_DAYS, 5, "热线批准延期的，再加几个工作日。", _REGION, 60),
    SettingSpec(OTHER_DAYS, 10, "转其他机关的投诉几个工作日内问结果。", _UNSAID, 60),
    SettingSpec(UNRESOLVED_DAYS, 5, "“办不成事”几个工作日内解决。", _UNSAID, 60),
    SettingSpec(
        WINDOW,
        "综合服务台",
        "投诉窗口在哪里，公布在网页上。",
        "003 五(一)4；R296",
        60,
    ),
)
