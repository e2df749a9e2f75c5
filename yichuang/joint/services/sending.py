"""Sending in what a citizen filled in: one application, received the day it comes (行政许可法 29, 33)."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from yichuang.cases import public as cases
from yichuang.cases.public import TYPED_FIELDS, Application, DeliveryWay, Wish
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit import files
from yichuang.kit.actor import Actor
from yichuang.kit.files import Stored
from yichuang.kit.refusal import Invalid, Refused
from yichuang.people import public as people
from yichuang.people.public import Officer
from yichuang.worktime.public import local_day

from ..models import Bundle, Draft, Part, Shared
from ..rules import Action, Channel, Said
from ..selectors import DraftView, draft_view, faults_of
from .drafts import drop_files
from .letters import tell_received, write_receipt
from .moving import move, numbered
from .taking_in import list_shared
from .unsent import unsent_folder


@transaction.atomic
def send(draft: Draft, *, by: Actor, now: datetime) -> Bundle:
    """Make one joint application of a draft; sent twice, it is the same one.

    The parts that wait for no other are received today, and the law's five days run for them; the
    responsible window finds it in its list. Raises `Invalid` for the first field that cannot be right,
    `Refused` when it is not offered any more or someone is barred.
    """
    held = Draft.objects.select_for_update(of=("self",)).select_related("offer__centre", "bundle")
    draft = held.get(pk=draft.pk)
    if draft.bundle is not None:
        return draft.bundle
    view = draft_view(draft, today=local_day(now))
    if not view.page.is_begun_here:
        raise Refused(gettext("这件事现在不能网上办，请到窗口办理。"))
    for name, sentence in faults_of(view).items():
        raise Invalid(sentence, field=name)
    bundle = _made(view, _responsible(view, now), by=by, now=now)
    Draft.objects.filter(pk=draft.pk).update(bundle=bundle, typed={}, kept_at=now)
    drop_files(draft)
    return bundle


def _responsible(view: DraftView, now: datetime) -> Officer:
    """Return the clerk who has to answer; the window's own first (R078, R102)."""
    found = people.responsible_at(view.page.offer.window, on=local_day(now))
    if found is None:
        raise Refused(gettext("这个中心现在没有人收网上的申请，请到窗口办理。"))
    return found


def _made(view: DraftView, responsible: Officer, *, by: Actor, now: datetime) -> Bundle:
    offer = view.page.offer
    typed = {name: value for name, value in view.typed.items() if name in TYPED_FIELDS}
    if not view.has_agent:
        typed = {name: value for name, value in typed.items() if not name.startswith("agent_")}
    bundle = numbered(
        now=now,
        name=offer.name,
        centre_id=offer.centre_id,
        event_id=offer.event_id,
        window_id=offer.window_id,
        taken_by_id=responsible.staff_id,
        channel=Channel.ONLINE,
        typed=typed,
        applicant_name=typed.get("name", "")[:120],
    )
    said = {one.line.key: one.said for one in view.materials}
    shared = list_shared(bundle, view.page.lines, said)
    for step, lines in zip(view.page.steps, _files_by_part(view), strict=True):
        sent = Application(
            typed=typed, responsible=responsible, files=lines, wish=_wish(view), waits=bool(step.after)
        )
        case = cases.apply(step.sheet, sent, channel="joint", by=by, now=now)
        Part.objects.create(bundle=bundle, order=step.order, case=case, after=list(step.after))
    move(bundle, Action.RECEIVE, received_at=now)
    _write_down(bundle, shared, view, by=by, now=now)
    return bundle


def _files_by_part(view: DraftView) -> list[dict[int, list[Stored]]]:
    """Give every part the files of its lines: uploaded once, handed to each that asks (R276)."""
    parts: list[dict[int, list[Stored]]] = [{} for _ in view.page.steps]
    for one in view.asked:
        if one.said is not Said.UPLOADED:
            continue
        stored = [Stored(file.sha256, file.name, file.kind, file.size) for file in one.files]
        for file in stored:
            files.carry(unsent_folder(), settings.UPLOAD_DIR, file.sha256)
        for part, line in one.line.serves:
            parts[part - 1][line] = stored
    return parts


def _wish(view: DraftView) -> Wish:
    typed = view.typed
    way = typed.get("way") or DeliveryWay.WINDOW
    return Wish(
        DeliveryWay(way),
        receiver=typed.get("receiver", ""),
        phone=typed.get("receiver_phone", ""),
        address=typed.get("receiver_address", ""),
    )


def _write_down(
    bundle: Bundle, shared: Sequence[Shared], view: DraftView, *, by: Actor, now: datetime
) -> None:
    parts = list(bundle.parts.select_related("case__applicant", "case__agent").order_by("order"))
    lead = next(part.case for part in parts if not part.after)
    handed = [
        (line, len(one.files))
        for line, one in zip(shared, view.materials, strict=True)
        if one.said is Said.UPLOADED
    ]
    begun = {"name": bundle.name, "matters": [step.sheet.matter_code for step in view.page.steps]}
    received = {
        "parts": [part.case.no for part in parts],
        "notice_due": local_day(lead.notice_due_at or now).isoformat(),
        "consented": True,  # to what the form says of her data (个人信息保护法 13, 14)
    }
    lines = [
        Line(Event.JOINT_BEGUN, begun),
        Line(Event.JOINT_RECEIVED, received, thing=bundle),
        *write_receipt(bundle, lead, handed, by=by, now=now),
        *tell_received(bundle, lead, now=now),
    ]
    journal.record_all(bundle.subject, lines, by=by, at=now, first=True, centre=bundle.centre_id)
