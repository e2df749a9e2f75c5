"""What goes in and comes out, typed. Unknown fields are refused, so that a misspelt one is noticed."""

from datetime import date, datetime
from math import isfinite
from typing import Any

from ninja import Schema
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator

from yichuang.people.public import IdKind


class Strict(BaseModel):
    """Input: every field known, every type as said. Plain pydantic: what ninja's own adds is for reading models."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class PersonIn(Strict):
    """A person or body with the number it is identified by."""

    id_kind: IdKind = IdKind.ID_CARD
    id_number: str = Field(max_length=24)
    name: str = Field(max_length=120)
    phone: str = Field("", max_length=20)
    email: str = Field("", max_length=254)
    address: str = Field("", max_length=200)
    nationality: str = Field("", max_length=40)
    confirmed: bool = False


class MaterialIn(Strict):
    """One line of the published list as it was handed in."""

    order: int = Field(ge=1, le=999)
    mark: str = Field("received", pattern="^(received|missing|faulty|not_needed)$")
    copies: int | None = Field(None, ge=0, le=999)
    is_original: bool = False


DEEPEST = 6  # levels of an application's own form


def _holdable(value: object, room: int = DEEPEST) -> bool:
    """Say whether the database can hold a value, and a page show it: finite numbers, few levels."""
    if isinstance(value, float):
        return isfinite(value)
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return room > 0 and all(_holdable(one, room - 1) for one in inner)
    return True


class CaseIn(Strict):
    """A complete application, taken in and accepted at once."""

    matter: str = Field(max_length=50, description="The matter's code.")
    applicant: PersonIn
    agent: PersonIn | None = None
    agent_authority: str = Field("", max_length=200)
    materials: list[MaterialIn] = Field(max_length=200)
    form: dict[str, Any] = Field(default_factory=dict)
    request_key: str = Field("", max_length=64, description="The same key again returns the same case.")

    @field_validator("form")
    @classmethod
    def _form_is_holdable(cls, form: dict[str, Any]) -> dict[str, Any]:
        if not _holdable(form):
            raise ValueError("form")
        return form


class PhoneCallIn(Strict):
    """A call as the hall's telephone exchange tells it, once or as it goes on."""

    id: str = Field(
        max_length=64, description="The exchange's own name of the call. Told again, it is the same."
    )
    extension: str = Field(max_length=10)
    caller: str = Field("", max_length=20, description="Empty: withheld.")
    rang_at: AwareDatetime
    picked_up_at: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None
    rings: int | None = Field(None, ge=0, le=200, description="Left out: the exchange does not count rings.")


class PhoneCallOut(Schema):
    """What is known of a call now. The number is masked."""

    id: str
    extension: str
    caller: str
    rang_at: datetime
    picked_up_at: datetime | None
    ended_at: datetime | None
    rings: int | None


class CaseOut(Schema):
    """A case as an integrator may see it: no names, no numbers of people."""

    no: str
    matter: str
    state: str
    accepted_at: datetime | None
    promised_due_on: date | None
    statutory_due_on: date | None
    is_provisional: bool
    light: str
    decided_at: datetime | None
    concluded_at: datetime | None
    handled_days: int | None


class MatterOut(Schema):
    """A matter in a list."""

    code: str
    name: str
    centre: str
    department: str
    case_kind: str
    promised: str


class MaterialOut(Schema):
    """One line of a published list."""

    order: int
    name: str
    form: str
    copies: int | None
    necessity: str
    situation: str


class GuideOut(Schema):
    """What a published guide asks and promises."""

    code: str
    name: str
    guide_number: int
    category: str
    case_kind: str
    promised: str
    statutory: str
    materials: list[MaterialOut]
    steps: list[str]


class DeadlineOut(Schema):
    """When a limit ends."""

    due_on: date
    provisional: bool


class RatingOut(Schema):
    """A rating, as another system takes it in. Never who rated, nor whom."""

    id: int
    no: str
    unit: str
    matter: str
    about: str
    department: str
    window: int | None
    channel: str
    level: str
    number: int  # in the direction that was asked for
    indicators: list[str]
    words: str
    served_at: datetime
    rated_at: datetime
    state: str


class ReceivedOut(Schema):
    """What a payment is now, in answer to a provider's message."""

    order_no: str
    state: str


class Refusal(Schema):
    """Why not: the same sentence as on the page."""

    code: str
    detail: str
    field: str = ""
