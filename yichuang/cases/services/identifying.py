"""Making applicants of what was typed or sent: who applies, and who acts for her."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Invalid
from yichuang.people import public as people
from yichuang.people.public import Applicant, IdKind, Particulars

from ..models import Case


def known(case: Case, *, by: Actor, now: datetime) -> dict[str, Any]:
    """Return the columns that say whose application it is.

    A draft's are made of what was typed, and the typing is put away with them; later they are there.
    """
    if case.applicant_id is not None:
        return {}
    applicant, agent = identify_typed(case, by=by, now=now)
    typed = case.typed
    content = str(typed.get("content", ""))
    case.applicant, case.agent = applicant, agent
    return {
        "applicant_id": applicant.pk,
        "applicant_name": applicant.name,
        "agent_id": agent.pk if agent else None,
        "agent_authority": str(typed.get("authority", ""))[:200],
        "contact_phone": str((typed.get("agent_phone") if agent else "") or typed.get("phone", ""))[:20],
        "form": {"content": content} if content else {},
        "typed": {},
    }


def identify_typed(case: Case, *, by: Actor, now: datetime) -> tuple[Applicant, Applicant | None]:
    """Make applicants of what was typed into the draft."""
    agent = particulars_of(case.typed, "agent_") if case.typed.get("agent_id_number") else None
    return identify(
        particulars_of(case.typed, ""), agent, str(case.typed.get("authority", "")), by=by, now=now
    )


def identify(
    who: Particulars, acting: Particulars | None, authority: str, *, by: Actor, now: datetime
) -> tuple[Applicant, Applicant | None]:
    """Return the applicant and the one who acts for her; a body cannot come by itself."""
    applicant = people.identify(who, by=by, now=now)
    if acting is None:
        if applicant.is_body:
            raise Invalid(
                gettext("单位申请要登记经办人，请填写经办人的姓名和证件号。"), field="agent_id_number"
            )
        return applicant, None
    try:
        agent = people.identify(acting, by=by, now=now)
    except Invalid as wrong:
        raise Invalid(
            gettext("经办人：%(sentence)s") % {"sentence": wrong.sentence}, field=f"agent_{wrong.field}"
        ) from wrong
    if agent.pk == applicant.pk:
        raise Invalid(gettext("代理人和申请人是同一个人，不用登记代理人。"), field="agent_id_number")
    if not authority.strip():
        raise Invalid(
            gettext("请写明授权委托书的情况，例如：已收，2026年12月31日前有效。"), field="authority"
        )
    return applicant, agent


def particulars_of(typed: dict[str, Any], prefix: str) -> Particulars:
    """Read a person's or body's particulars from a draft's fields."""
    kind = str(typed.get(f"{prefix}id_kind") or IdKind.ID_CARD)
    if kind not in IdKind.values:
        raise Invalid(gettext("请选择证件类型。"), field=f"{prefix}id_kind")
    return Particulars(
        id_kind=IdKind(kind),
        id_number=str(typed.get(f"{prefix}id_number", "")),
        name=str(typed.get(f"{prefix}name", "")),
        phone=str(typed.get(f"{prefix}phone", "")),
        email=str(typed.get(f"{prefix}email", "")),
        address=str(typed.get(f"{prefix}address", "")),
        nationality=str(typed.get(f"{prefix}nationality", "")),
        confirmed=bool(typed.get(f"{prefix}confirmed")),
    )
