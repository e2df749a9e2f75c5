"""What can be ticked beside a level, by the codes of the provincial platforms (B4). Pure.

The first digit of a code is the platform's number of the level that it goes with.
"""

from dataclasses import dataclass

from django.db.models import TextChoices

from .levels import Level, from_platform


class Code(TextChoices):
    """The indicators: facts of a standard, in its words."""

    C510 = "510", "一窗受理一次办结"
    C511 = "511", "可先受理后补材料"
    C512 = "512", "不用提交证明"
    C513 = "513", "全程网上办理"
    C514 = "514", "可用手机办理"
    C515 = "515", "可就近办理"
    C516 = "516", "无需材料直接办理"
    C517 = "517", "服务热情效率高"
    C406 = "406", "填写一张表单"
    C407 = "407", "在线提交、窗口核验"
    C408 = "408", "一张清单告知"
    C409 = "409", "告知承诺减免材料"
    C410 = "410", "可在线预约"
    C411 = "411", "跑大厅一次办完"
    C412 = "412", "可用自助机"
    C413 = "413", "态度较好"
    C307 = "307", "一次性告知补正"
    C308 = "308", "提供样本"
    C309 = "309", "承诺时间内办结"
    C310 = "310", "指南准确"
    C311 = "311", "按指南材料即可"
    C312 = "312", "可快递送达"
    C313 = "313", "跑动次数与指南一致"
    C314 = "314", "态度一般"
    C207 = "207", "没有样本"
    C208 = "208", "没有材料清单"
    C209 = "209", "未在承诺时间内办结"
    C210 = "210", "同一证明多次提交"
    C211 = "211", "承诺网办无法网办"
    C212 = "212", "预约后仍需重复取号"
    C213 = "213", "业务不熟练"
    C214 = "214", "态度生硬"
    C108 = "108", "擅自增加审批条件"
    C109 = "109", "索要指南之外材料"
    C110 = "110", "无理由超过法定时间"
    C111 = "111", "提供样本有错"
    C112 = "112", "承诺在线收取实际无法收取"
    C113 = "113", "多头跑窗口"
    C114 = "114", "跑动次数与指南不一致"
    C115 = "115", "态度差效率低"


@dataclass(frozen=True)
class Indicator:
    """One thing that can be ticked beside a level, by the platforms' code."""

    code: str
    words: str
    level: Level


INDICATORS: dict[str, Indicator] = {
    each.value: Indicator(each.value, str(each.label), from_platform(int(each.value[0]))) for each in Code
}
ERRANDS = frozenset({"113", "114", "313", "411"})  # how often one had to come (R291)


def of_level(level: Level) -> list[Indicator]:
    """Return what can be ticked beside a level, in the order of the codes."""
    return [each for each in INDICATORS.values() if each.level is level]
