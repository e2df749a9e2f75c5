"""Reads of what citizens have filled in and not yet sent."""

from dataclasses import dataclass
from datetime import date

from yichuang.people.public import Identity, IdKind, read_identity

from ..models import Draft, DraftFile
from ..rules import Said, SharedLine
from .offers import OfferPage, page_of_offer


@dataclass(frozen=True)
class AskedFor:
    """One material as the form asks for it: what the applicant says of it, and her files."""

    line: SharedLine
    order: int
    is_asked: bool  # the situation in which it is needed is hers
    said: Said
    files: tuple[DraftFile, ...]


@dataclass(frozen=True)
class DraftView:
    """A draft with everything that the form shows."""

    draft: Draft
    page: OfferPage
    materials: tuple[AskedFor, ...]
    applicant: Identity | None
    agent: Identity | None

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, by field."""
        return self.draft.typed  # type: ignore[no-any-return]

    @property
    def is_body(self) -> bool:
        """Whether it applies as a body, which cannot come by itself."""
        return self.typed.get("id_kind") == IdKind.USCC

    @property
    def has_agent(self) -> bool:
        """Whether someone acts for the applicant."""
        return self.is_body or bool(self.typed.get("has_agent"))

    @property
    def asked(self) -> tuple[AskedFor, ...]:
        """The materials that are hers to hand in."""
        return tuple(one for one in self.materials if one.is_asked)

    @property
    def to_bring(self) -> tuple[AskedFor, ...]:
        """What she brings to the window."""
        return tuple(one for one in self.asked if one.said is Said.BRINGS)


def draft_by_code(code: str) -> Draft | None:
    """Return a draft by its code, as one types it. One query."""
    tidy = "".join(c for c in code.upper() if c.isalnum())[:20]
    return Draft.objects.select_related("offer__centre", "offer__window", "bundle").filter(code=tidy).first()


def draft_view(draft: Draft, *, today: date) -> DraftView:
    """Return a draft with the list that its guides ask for today. Two queries."""
    page = page_of_offer(draft.offer)
    files: dict[str, list[DraftFile]] = {}
    for file in draft.files.all():
        files.setdefault(file.material, []).append(file)
    materials = tuple(
        _asked_for(line, order, draft.typed, tuple(files.get(line.key, ())))
        for order, line in enumerate(page.lines, start=1)
    )
    return DraftView(
        draft, page, materials, _identity(draft.typed, "", today), _identity(draft.typed, "agent_", today)
    )


def _asked_for(line: SharedLine, order: int, typed: dict[str, str], files: tuple[DraftFile, ...]) -> AskedFor:
    """Say what she says of a material: nothing typed means that she brings it; what may be left out, not."""
    is_asked = not line.situation or typed.get(f"situation_{line.situation_key}") == "yes"
    if not is_asked:
        return AskedFor(line, order, is_asked, Said.NOT_MINE, files)
    chosen = typed.get(f"m_{line.key}", "")
    if files and chosen in {"", Said.UPLOADED}:
        said = Said.UPLOADED
    elif line.is_optional and chosen != Said.BRINGS:
        said = Said.LEFT_OUT
    else:
        said = Said.BRINGS
    return AskedFor(line, order, is_asked, said, files)


def _identity(typed: dict[str, str], prefix: str, today: date) -> Identity | None:
    kind = typed.get(f"{prefix}id_kind") or IdKind.ID_CARD
    number = typed.get(f"{prefix}id_number", "")
    if not number or kind not in IdKind.values:
        return None
    return read_identity(IdKind(kind), number, today=today)
