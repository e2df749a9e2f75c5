"""What a notice asked for, handed in by the applicant herself from the page on which she follows it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from yichuang.cases import public as cases
from yichuang.cases.public import Case, Mark
from yichuang.cases.public import State as CaseState
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit import files
from yichuang.kit.actor import CITIZEN, Actor
from yichuang.kit.files import Stored
from yichuang.kit.refusal import Invalid, Refused

from ..models import Bundle, Part, Shared, SupplementFile
from ..policies import why_not_hand_in, why_not_upload
from ..rules import MOST_FILES_A_MATERIAL, Said, State
from ..selectors import SupplementPage, field_of, parts_of, supplement_page
from .letters import tell_received, write_receipt
from .unsent import drop, unsent_folder

UPLOADS_KEPT = timedelta(days=1)  # at least, after the notice they were for is no longer open


@transaction.atomic
def upload(
    bundle: Bundle, order: int, name: str, chunks: Iterable[bytes], *, now: datetime
) -> SupplementFile:
    """Keep one file for a material that a notice asks for; nobody sees it before it is handed in.

    Raises `Invalid` when it is not a document or picture by its content, or there are too many,
    `Refused` when nothing is asked for (any more).
    """
    page = _held(bundle)
    if reason := why_not_upload(bundle, page.orders):
        raise Refused(reason)
    field = field_of(order)
    wanted = next((one for one in page.wanted if one.shared.order == order), None)
    if wanted is None:
        raise Invalid(gettext("通知没有要这一项，请刷新页面再看要补什么。"), field=field)
    if len(wanted.files) >= MOST_FILES_A_MATERIAL:
        words = {"most": MOST_FILES_A_MATERIAL}
        raise Invalid(gettext("一项材料最多传 %(most)s 个文件。") % words, field=field)
    try:
        stored = files.keep(unsent_folder(), name, chunks)
    except Invalid as bad:
        raise Invalid(bad.sentence, field=field) from bad
    known = next((file for file in wanted.files if file.sha256 == stored.sha256), None)
    return known or SupplementFile.objects.create(
        shared=wanted.shared,
        sha256=stored.sha256,
        name=stored.name,
        kind=stored.kind,
        size=stored.size,
        added_at=now,
    )


@transaction.atomic
def take_back(bundle: Bundle, number: int) -> None:
    """Take an uploaded file back before it is handed in; its bytes go too."""
    page = _held(bundle)
    if reason := why_not_upload(bundle, page.orders):
        raise Refused(reason)
    drop(SupplementFile.objects.filter(shared__bundle=bundle, pk=number))


@transaction.atomic
def hand_in(bundle: Bundle, *, by: Actor, now: datetime) -> None:
    """Hand in everything that the notices ask for: it counts from this instant, five working days run again
    (行政许可法 32), and the responsible window finds it in its list.

    Raises `Refused` naming what is not uploaded yet, or when it was handed in already.
    """
    page = _held(bundle)
    if reason := why_not_hand_in(bundle, page.orders, page.uploaded):
        raise Refused(reason)
    if bundle.state == State.SUPPLEMENTING:  # a whole that runs is checked part by part, on their own lists
        check_anew(bundle)
    for part in page.parts:  # the files go along with each, and the whole follows the last of them
        cases.send_supplement(part.case, by=by, now=now)
    bundle.refresh_from_db()
    lead = page.parts[0].case
    lead.refresh_from_db()
    handed = [(one.shared, len(one.files)) for one in page.wanted]
    lines = [
        Line(Event.JOINT_RESUBMITTED, {"lines": list(page.orders), "online": True}, thing=bundle),
        *write_receipt(bundle, lead, handed, by=by, now=now),
        *tell_received(bundle, lead, mark=f"supplemented{lead.supplements.count()}", now=now),
    ]
    journal.record_all(bundle.subject, lines, by=by, at=now)


def check_anew(bundle: Bundle) -> None:
    """What was said to be missing or wrong is checked anew; what was in order stays checked."""
    bundle.materials.filter(mark__in=[Mark.MISSING, Mark.FAULTY]).update(mark=Mark.PENDING)


def _held(bundle: Bundle) -> SupplementPage:
    """Take the waiting parts until the transaction ends, then read what is asked for: who uploads, who hands
    in and who takes it in at the window come one after the other, and each sees what the one before did."""
    for part in parts_of(bundle):
        if part.case.state == CaseState.SUPPLEMENTING:
            cases.hold(part.case_id)
    bundle.refresh_from_db()
    return supplement_page(bundle)


def take_along(case: Case, bundle: Bundle, *, now: datetime) -> None:
    """Put what was uploaded for a part with what was handed in, whoever took it in and where: called in the
    transaction in which it came. The last part takes the files out of where they lay apart."""
    part = next(part for part in parts_of(bundle) if part.case_id == case.pk)
    asked = {item["order"] for notice in case.supplements.filter(resubmitted_at=now) for item in notice.items}
    found: dict[int, list[Stored]] = {}
    uploads = SupplementFile.objects.filter(shared__bundle=bundle).select_related("shared")
    for file in uploads:
        lines = [line for order, line in file.shared.serves if order == part.order and line in asked]
        for line in lines:
            files.carry(unsent_folder(), settings.UPLOAD_DIR, file.sha256)
            found.setdefault(line, []).append(Stored(file.sha256, file.name, file.kind, file.size))
    if found:
        cases.attach_all(case, found, by=CITIZEN, now=now)  # whoever takes it in: it was she who uploaded it
        served = {file.shared_id for file in uploads}
        Shared.objects.filter(pk__in=served).update(said=Said.UPLOADED)
    if not supplement_page(bundle).parts:
        drop(SupplementFile.objects.filter(shared__bundle=bundle))


def forget_uploads(now: datetime, *, limit: int = 500) -> int:
    """Delete what was uploaded for notices that are no longer open, and not handed in: the day told passed, or
    the application was withdrawn (个人信息保护法 19, 47). Returns how many files."""
    waiting = Part.objects.filter(case__state=CaseState.SUPPLEMENTING).values("bundle")
    old = SupplementFile.objects.filter(added_at__lt=now - UPLOADS_KEPT).exclude(shared__bundle__in=waiting)
    with transaction.atomic():
        return drop(SupplementFile.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:limit])))
