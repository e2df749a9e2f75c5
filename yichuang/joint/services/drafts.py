"""What a citizen fills in before she sends it: kept as typed, so that a reload or an expired session loses
nothing, and forgotten by itself."""

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext

from yichuang.kit import files
from yichuang.kit.refusal import Invalid, Refused

from ..models import Draft, DraftFile, Offer
from ..policies import why_not_change
from ..rules import DRAFT_KEPT, MOST_FILES, MOST_FILES_A_MATERIAL, MOST_TYPED, may_be_typed
from ..selectors import offer_page
from .unsent import drop, unsent_folder

_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that is taken for another
CODE_LENGTH = 16  # 78 random bits

_MERGE = """
UPDATE joint_draft SET typed = typed || %s::jsonb, kept_at = %s WHERE id = %s AND bundle_id IS NULL
"""


def begin_draft(offer: Offer, *, now: datetime) -> Draft:
    """Begin an application for one thing. Raises `Refused` when it is not offered any more."""
    page = offer_page(offer.code)
    if page is None or not page.is_begun_here:
        raise Refused(gettext("这件事现在不能网上办，请到窗口办理。"))
    code = "".join(secrets.choice(_LETTERS) for _ in range(CODE_LENGTH))
    return Draft.objects.create(code=code, offer=offer, begun_at=now, kept_at=now)


def keep(draft: Draft, fields: Mapping[str, str], *, now: datetime) -> None:
    """Keep what was typed, right or wrong, field by field. The last writer of a field wins."""
    if reason := why_not_change(draft):
        raise Refused(reason)
    known = {name: value for name, value in fields.items() if may_be_typed(name)}
    for name, value in known.items():
        if len(value) > MOST_TYPED or "\x00" in value:
            raise Invalid(gettext("这一项太长，或者有看不见的字符，请重新输入。"), field=name)
    with connection.cursor() as cursor:
        cursor.execute(_MERGE, [json.dumps(known, ensure_ascii=False), now, draft.pk])
    draft.typed, draft.kept_at = {**draft.typed, **known}, now


@transaction.atomic
def add_file(draft: Draft, key: str, name: str, chunks: Iterable[bytes], *, now: datetime) -> DraftFile:
    """Keep one file for a material of the list; refused when it is not a document or picture by its content."""
    if reason := why_not_change(draft):
        raise Refused(reason)
    page = offer_page(draft.offer.code)
    if page is None or key not in {line.key for line in page.lines}:
        raise Invalid(gettext("清单里没有这项材料，请刷新页面。"), field="files")
    Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.files.count() >= MOST_FILES:
        raise Invalid(gettext("最多传 %(most)s 个文件。") % {"most": MOST_FILES}, field=f"file_{key}")
    if draft.files.filter(material=key).count() >= MOST_FILES_A_MATERIAL:
        words = {"most": MOST_FILES_A_MATERIAL}
        raise Invalid(gettext("一项材料最多传 %(most)s 个文件。") % words, field=f"file_{key}")
    try:
        stored = files.keep(unsent_folder(), name, chunks)
    except Invalid as bad:
        raise Invalid(bad.sentence, field=f"file_{key}") from bad
    Draft.objects.filter(pk=draft.pk).update(kept_at=now)
    return DraftFile.objects.create(
        draft=draft,
        material=key,
        sha256=stored.sha256,
        name=stored.name,
        kind=stored.kind,
        size=stored.size,
        added_at=now,
    )


@transaction.atomic
def remove_file(draft: Draft, number: int) -> None:
    """Take a file back before anything is sent; its bytes go too."""
    if reason := why_not_change(draft):
        raise Refused(reason)
    drop(DraftFile.objects.filter(draft=draft, pk=number))


@transaction.atomic
def throw_away(draft: Draft) -> None:
    """Forget a draft at the citizen's wish."""
    if reason := why_not_change(draft):
        raise Refused(reason)
    drop(DraftFile.objects.filter(draft=draft))
    draft.delete()


def forget_drafts(now: datetime, *, limit: int = 500) -> int:
    """Delete what nobody has touched for a month, with its files (个人信息保护法 19, 47). Returns how many."""
    old = list(Draft.objects.filter(kept_at__lt=now - DRAFT_KEPT).order_by("kept_at")[:limit])
    with transaction.atomic():
        drop(DraftFile.objects.filter(draft__in=[draft.pk for draft in old]))
        Draft.objects.filter(pk__in=[draft.pk for draft in old]).delete()
    return len(old)


def drop_files(draft: Draft) -> None:
    """Drop the files of a draft that was sent: what was handed in lies with the cases."""
    drop(DraftFile.objects.filter(draft=draft))
