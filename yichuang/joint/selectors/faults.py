"""What stands against sending an application in: a sentence for each field, all at once."""

import re

from django.utils.translation import gettext

from yichuang.cases.public import DeliveryWay
from yichuang.people.public import Identity, IdKind

from .drafts import DraftView

_PHONE = re.compile(r"[0-9+() -]{7,20}")


def faults_of(view: DraftView) -> dict[str, str]:
    """Return the sentence for each field that cannot be right yet, in the order of the form."""
    found: dict[str, str] = {}
    for key, question in view.page.situations.items():
        if view.typed.get(f"situation_{key}") not in {"yes", "no"}:
            found[f"situation_{key}"] = gettext("请选有没有这种情形：%(question)s") % {"question": question}
    found |= _person(view, "", view.applicant)
    if view.has_agent:
        found |= _agent(view)
    found |= _delivery(view)
    if not view.typed.get("consent"):
        found["consent"] = gettext("提交前要同意按说明使用您填写的信息。")
    return found


def _person(view: DraftView, prefix: str, identity: Identity | None) -> dict[str, str]:
    typed, found = view.typed, {}
    kind = typed.get(f"{prefix}id_kind") or IdKind.ID_CARD
    if identity is None:
        found[f"{prefix}id_number"] = gettext("请填写证件号码。")
    elif identity.problem:
        found[f"{prefix}id_number"] = identity.problem
    elif identity.doubt and not typed.get(f"{prefix}confirmed"):
        found[f"{prefix}id_number"] = gettext("信用代码最后一位对不上。请对照执照再看一遍，确认无误请打钩。")
    if not typed.get(f"{prefix}name", "").strip():
        found[f"{prefix}name"] = (
            gettext("请填写单位名称。") if kind == IdKind.USCC else gettext("请填写姓名。")
        )
    phone = typed.get(f"{prefix}phone", "").strip()
    if not _PHONE.fullmatch(phone) or sum(c.isdigit() for c in phone) < 7:
        found[f"{prefix}phone"] = gettext("请填写能打通的电话，有消息会打给您。")
    return found


def _agent(view: DraftView) -> dict[str, str]:
    found = _person(view, "agent_", view.agent)
    same = view.agent and view.applicant and view.agent.number == view.applicant.number
    if same and "agent_id_number" not in found:
        found["agent_id_number"] = gettext("代理人和申请人是同一个人，不用登记代理人。")
    if not view.typed.get("authority", "").strip():
        found["authority"] = gettext("请写明授权委托书的情况，例如：2026年9月1日签署，原件带到窗口。")
    return found


def _delivery(view: DraftView) -> dict[str, str]:
    way = view.typed.get("way") or DeliveryWay.WINDOW
    if way not in DeliveryWay.values:
        return {"way": gettext("请选怎样领取结果。")}
    if way != DeliveryWay.COURIER:
        return {}
    wanted = {
        "receiver": gettext("请填写收件人。"),
        "receiver_phone": gettext("请填写收件人的电话。"),
        "receiver_address": gettext("请填写收件地址。"),
    }
    return {name: words for name, words in wanted.items() if not view.typed.get(name, "").strip()}
