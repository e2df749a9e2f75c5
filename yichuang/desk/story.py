"""Tells a case's journal as a story, in words for people."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from yichuang.journal.public import Entry, Event

from .office_story import office_words


@dataclass(frozen=True)
class Told:
    """One thing that happened, as it is shown."""

    at: datetime
    words: str
    by: str
    more: str = ""


def tell(lines: list[Entry]) -> list[Told]:
    """Return the events that people want to read; prints and single scans are left to the auditor."""
    told: list[Told] = []
    for line in lines:
        words, more = _words(Event(line.event), line.data)
        if not words:
            continue
        if told and told[-1].words == words and told[-1].at == line.at:
            more = f"{told.pop().more}、{more}"  # papers issued together are told together
        told.append(Told(line.at, words, line.by_name or line.by, more))
    return told


def _plain() -> dict[Event, str]:
    """Return what is told in one phrase, in the reader's language."""
    return {
        Event.CASE_DRAFTED: gettext("开始收件"),
        Event.CASE_RECEIVED: gettext("收下材料，待受理"),
        Event.CASE_RESUBMITTED: gettext("收到补正材料"),
        Event.CASE_SUPPLEMENT_ASKED: gettext("一次性告知补正"),
        Event.CASE_REFUSED: gettext("不予受理"),
        Event.CASE_NOT_REQUIRED: gettext("告知依法不需办理"),
        Event.CASE_LEFT_OPEN: gettext("缺的材料承诺后补"),
        Event.CASE_COMPLETED: gettext("材料补齐"),
        Event.CASE_GAP_LAPSED: gettext("承诺的材料到期没有补齐"),
        Event.CASE_CLOCK_STARTED: gettext("期限开始计算"),
        Event.CASE_PAUSED: gettext("启动特别程序，停止计时"),
        Event.CASE_RESUMED: gettext("特别程序结束，恢复计时"),
        Event.CASE_EXTENDED: gettext("经批准延长期限"),
        Event.CASE_OVERDUE: gettext("超过法定期限，督促立即办理"),
        Event.CASE_ENDED: gettext("办理结束"),
        Event.CASE_SENT_IN: gettext("不能当场办结，转部门办理"),
        Event.CASE_SENT_UP: gettext("初审意见连同全部材料上报"),
        Event.MATERIAL_CORRECTED: gettext("当场更正材料"),
        Event.REQUEST_ASKED: gettext("请示"),
        Event.REQUEST_ANSWERED: gettext("答复请示"),
        Event.CASE_CONCLUDED: gettext("领取，办结"),
        Event.CASE_DISCARDED: gettext("作废"),
        Event.MATERIAL_RETURNED: gettext("退还原件"),
        Event.HANDOVER_HANDED: gettext("材料交出"),
        Event.HANDOVER_RECEIVED: gettext("材料签收"),
        Event.REFERRAL_SENT: gettext("转告有权办理的部门"),
        Event.RESULT_SENT: gettext("结果寄出"),
        Event.RESULT_CAME_BACK: gettext("快递退回"),
        Event.FEE_ANNOUNCED: gettext("告知缴费"),
        Event.PAYMENT_PAID: gettext("缴费"),
        Event.PAYMENT_REFUNDED: gettext("退费"),
        Event.LICENCE_ISSUED: gettext("发证"),
        Event.LICENCE_REVOKED: gettext("撤销证照"),
        Event.COMMITMENT_SIGNED: gettext("签承诺书"),
        Event.COMMITMENT_CHECKED: gettext("承诺核查"),
    }


def _whole() -> dict[Event, str]:
    """Return what is told of a joint application as a whole."""
    return {
        Event.JOINT_BEGUN: gettext("开始联办收件"),
        Event.JOINT_RECEIVED: gettext("收下网上申请，待受理"),
        Event.JOINT_SUPPLEMENT_ASKED: gettext("一次性告知补正"),
        Event.JOINT_RESUBMITTED: gettext("收到补正材料"),
        Event.JOINT_ENDED: gettext("没有受理，办理结束"),
        Event.JOINT_ACCEPTED: gettext("一并受理"),
        Event.JOINT_MET: gettext("联办会议"),
        Event.JOINT_EXTENDED: gettext("经政府批准延长"),
        Event.JOINT_RECOUNTED: gettext("总的期限重新推算"),
        Event.JOINT_OVERDUE: gettext("超过总期限"),
        Event.JOINT_READY: gettext("全部办好"),
        Event.JOINT_CONCLUDED: gettext("一次领取，办结"),
        Event.JOINT_WITHDRAWN: gettext("撤回"),
    }


def _moved() -> dict[Event, str]:
    """Return what is told of a day that moved: to when, and why."""
    return {
        Event.CASE_ANSWER_RECOUNTED: gettext("答复期限重新推算"),
        Event.CASE_DAY_PUT_OFF: gettext("交材料的最后一天顺延"),
    }


def _words(event: Event, data: dict[str, Any]) -> tuple[str, str]:
    plain = _plain() | _whole()
    if event is Event.CASE_ACCEPTED:
        deemed = data.get("deemed_from")
        return (gettext("逾期未告知，视为受理"), "") if deemed else (gettext("受理"), "")
    if event in plain:
        return plain[event], str(data.get("reason", "") or data.get("relation", "") or data.get("words", ""))
    if office := office_words(event, data):
        return office
    if event is Event.CASE_LIGHT_CHANGED:
        lights = {"yellow": gettext("临期"), "red": gettext("超期"), "green": gettext("正常")}
        return gettext("时限灯变为%(light)s") % {"light": lights.get(str(data.get("to")), "")}, ""
    if event is Event.CASE_RECOUNTED:
        days = "、".join(str(day) for day in data.get("to", []) if day)
        return gettext("期限重新推算"), "　".join(filter(None, [days, str(data.get("why", ""))]))
    if named := _moved().get(event):
        return named, f"{data.get('to') or ''}　{data.get('why', '')}".strip()
    if event is Event.PAPER_ISSUED and data.get("number"):
        return gettext("出具文书"), str(data["number"])
    return "", ""
