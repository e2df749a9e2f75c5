"""The calls. Each finds, asks the same services as the pages, and answers."""

from datetime import date
from typing import Annotated, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.params.functions import Query
from ninja.responses import Status
from ninja.security import HttpBearer
from pydantic import Field

from yichuang.cases import public as cases
from yichuang.cases.public import Case, HandedIn, Intake, Mark
from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import IntakeSheet, guide_in_force, intake_sheet
from yichuang.enquiries import public as enquiries
from yichuang.fees import public as fees
from yichuang.kit.masking import mask_phone
from yichuang.kit.refusal import Refused
from yichuang.kit.web import status_of
from yichuang.people.public import Officer, Particulars, officer_by_token
from yichuang.ratings import public as ratings
from yichuang.ratings.public import Level, Rating
from yichuang.worktime.public import LimitUnit, calendar, due_from

from .reading import PlainParser, said
from .schemas import (
    CaseIn,
    CaseOut,
    DeadlineOut,
    GuideOut,
    MaterialOut,
    MatterOut,
    PersonIn,
    PhoneCallIn,
    PhoneCallOut,
    RatingOut,
    ReceivedOut,
    Refusal,
)


class Bearer(HttpBearer):
    """`Authorization: Bearer …` with a key given by the system administrator."""

    def authenticate(self, request: HttpRequest, token: str) -> Officer | None:  # noqa: ARG002 - ninja's signature
        return officer_by_token(token, now=timezone.now())


api = NinjaAPI(
    title="Yichuang 一窗",
    version="1",
    auth=Bearer(),
    urls_namespace="api",
    parser=PlainParser(),
    description=(
        "JSON interface of a government service hall. Refusals carry the page's own sentence, in Chinese, "
        "or in English to a call whose Accept-Language asks for it."
    ),
)
FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2199, 12, 31)  # between them limits are counted
NO = {409: Refusal, 422: Refusal, 403: Refusal, 404: Refusal}


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refusal: Refused) -> object:
    body = {"code": refusal.code, "detail": refusal.sentence, "field": getattr(refusal, "field", "")}
    return api.create_response(request, body, status=status_of(refusal))


@api.exception_handler(ValidationError)
def _malformed(request: HttpRequest, wrong: ValidationError) -> object:
    place, sentence = said(wrong.errors[0])
    return api.create_response(request, {"code": "malformed", "detail": sentence, "field": place}, status=422)


@api.exception_handler(AuthenticationError)
def _unknown_key(request: HttpRequest, _unknown: AuthenticationError) -> object:
    body = {
        "code": "unknown_key",
        "detail": gettext("访问密钥不对、过期或已收回，请找系统管理员。"),
        "field": "",
    }
    return api.create_response(request, body, status=401)


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, problem: HttpError) -> object:
    body = {"code": "unreadable", "detail": gettext("请求的内容读不出来，应为 UTF-8 的 JSON。"), "field": ""}
    return api.create_response(request, body, status=problem.status_code)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, _missing: Http404) -> object:
    return api.create_response(
        request, {"code": "missing", "detail": gettext("没有这一项。"), "field": ""}, status=404
    )


def _by(request: HttpRequest) -> Officer:
    officer: Officer = request.auth  # type: ignore[attr-defined]
    return officer


def _sheet(code: str) -> IntakeSheet:
    guide_id = guide_in_force(code)
    if guide_id is None:
        raise Http404
    return intake_sheet(guide_id)


def _person(person: PersonIn) -> Particulars:
    return Particulars(**person.model_dump())


def _out(case: Case) -> CaseOut:
    clock = case.clock
    return CaseOut(
        no=case.no,
        matter=case.matter_name,
        state=case.state,
        accepted_at=case.accepted_at,
        promised_due_on=clock.promised_due_on,
        statutory_due_on=clock.statutory_due_on,
        is_provisional=clock.is_provisional,
        light=clock.light,
        decided_at=case.decided_at,
        concluded_at=case.concluded_at,
        handled_days=case.handled_days,
    )


@api.post("/cases", response={201: CaseOut, **NO}, summary="Take in and accept an application")
def take_in(request: HttpRequest, application: CaseIn) -> Status[CaseOut]:
    """Take in a complete application and accept it, or refuse with the reason; nothing in between."""
    sheet = _sheet(application.matter)
    intake = Intake(
        guide_id=sheet.guide_id,
        applicant=_person(application.applicant),
        agent=_person(application.agent) if application.agent else None,
        agent_authority=application.agent_authority,
        materials=[HandedIn(m.order, Mark(m.mark), m.copies, m.is_original) for m in application.materials],
        form=application.form,
        request_key=application.request_key,
    )
    return Status(201, _out(cases.take_in(intake, by=_by(request), now=timezone.now())))


@api.post(
    "/telephone/calls",
    response={200: PhoneCallOut, **NO},
    summary="A call, as the telephone exchange tells it",
)
def phone_call(request: HttpRequest, told: PhoneCallIn) -> PhoneCallOut:
    """Keep a call in the phone log, or add what is known of it since; the same again changes nothing."""
    kept = enquiries.report_call(
        enquiries.Told(
            exchange_id=told.id,
            extension=told.extension,
            caller=told.caller,
            rang_at=told.rang_at,
            picked_up_at=told.picked_up_at,
            ended_at=told.ended_at,
            rings=told.rings,
        ),
        by=_by(request),
        now=timezone.now(),
    )
    return PhoneCallOut(
        id=kept.exchange_id,
        extension=told.extension,
        caller=mask_phone(kept.caller),
        rang_at=kept.rang_at,
        picked_up_at=kept.picked_up_at,
        ended_at=kept.ended_at,
        rings=kept.rings,
    )


@api.get("/cases/{no}", response={200: CaseOut, **NO}, summary="One case")
def case(request: HttpRequest, no: str) -> CaseOut:
    """Return a case that the key's holder may see."""
    found = cases.case_by_no(no)
    if found is None or found.accepted_at is None or not cases.can_view(found, by=_by(request)):
        raise Http404
    return _out(found)


@api.get("/matters", response=list[MatterOut], summary="Find matters", auth=None)
def matters(
    request: HttpRequest,  # noqa: ARG001 - ninja's signature
    q: Annotated[str, Field(max_length=60)] = "",
    limit: Annotated[int, Field(ge=1, le=100)] = 20,
) -> list[MatterOut]:
    """Find published matters by words; without words, the first ones."""
    return [
        MatterOut(
            code=hit.matter_code,
            name=hit.name,
            centre=hit.centre_name,
            department=hit.department_name,
            case_kind=hit.case_kind,
            promised=str(hit.promised) if hit.promised else "",
        )
        for hit in catalogue.find(q, limit=limit)
    ]


@api.get("/matters/{code}", response={200: GuideOut, **NO}, summary="A published guide", auth=None)
def guide(request: HttpRequest, code: str) -> GuideOut:  # noqa: ARG001 - ninja's signature
    """Return what a matter's published guide asks and promises."""
    sheet = _sheet(code)
    return GuideOut(
        code=sheet.matter_code,
        name=sheet.name,
        guide_number=sheet.guide_number,
        category=sheet.category,
        case_kind=sheet.case_kind,
        promised=str(sheet.promised) if sheet.promised else "",
        statutory=str(sheet.statutory) if sheet.statutory else "",
        materials=[
            MaterialOut(
                order=order,
                name=m.name,
                form=m.form,
                copies=m.copies,
                necessity=m.necessity,
                situation=m.situation,
            )
            for order, m in enumerate(sheet.materials, start=1)
        ],
        steps=[step.name for step in sheet.steps],
    )


@api.get("/deadline", response={200: DeadlineOut, **NO}, summary="When a limit ends", auth=None)
def deadline(
    request: HttpRequest,  # noqa: ARG001 - ninja's signature
    start: Annotated[date, Query(alias="from", ge=FIRST_DAY, le=LAST_DAY)],
    days: Annotated[int, Field(ge=0, le=3650)],
    unit: LimitUnit = LimitUnit.WORKING_DAY,
) -> DeadlineOut:
    """Return the last day of a limit that starts on a day; the start is not counted."""
    when = due_from(start, days, unit, calendar())
    return DeadlineOut(due_on=when.on, provisional=when.provisional)


@api.get("/ratings", response={200: list[RatingOut], **NO}, summary="Ratings, for a platform")
def rating_list(
    request: HttpRequest,
    first: Annotated[date, Query(alias="from", ge=FIRST_DAY, le=LAST_DAY)],
    last: Annotated[date, Query(alias="to", ge=FIRST_DAY, le=LAST_DAY)],
    numbers: Literal["platform", "code_table"] = "platform",
    after: Annotated[int, Field(ge=0, le=2**53)] = 0,
    limit: Annotated[int, Field(ge=1, le=1000)] = 200,
) -> list[RatingOut]:
    """Return the ratings of some days at the key's centre, the next ones after `after` (an `id`).

    Levels are numbered as the receiver counts: `platform`, 5 is the best (provincial rating platforms), or
    `code_table`, 1 is the best (GB/T 39046-2020 table A.8).
    """
    number = ratings.to_platform if numbers == "platform" else ratings.to_code_table
    found = ratings.ratings_between(_by(request), first, last, after=after, limit=limit)
    return [_rating_out(one, number(Level(one.level))) for one in found]


def _rating_out(rating: Rating, number: int) -> RatingOut:
    about = rating.invitation
    return RatingOut(
        id=rating.pk,
        no=rating.no,
        unit=about.unit,
        matter=about.matter_code,
        about=about.about,
        department=about.department.name if about.department else "",
        window=about.window.number if about.window else None,
        channel=rating.channel,
        level=rating.level,
        number=number,
        indicators=rating.indicators,
        words=rating.words,
        served_at=about.served_at,
        rated_at=rating.rated_at,
        state=rating.state,
    )


@api.post(
    "/payments/{provider}/callback",
    response={200: ReceivedOut, **NO},
    summary="What a payment provider says of an order",
    auth=None,
)
def payment_callback(request: HttpRequest, provider: str) -> ReceivedOut:
    """Take in a provider's signed message (header `X-Signature`). The same message again changes nothing.

    It has no key of ours: whoever cannot sign as the provider is refused (403).
    """
    signature = request.headers.get("X-Signature", "")
    payment = fees.receive_callback(provider, request.body, signature, now=timezone.now())
    return ReceivedOut(order_no=payment.order_no, state=payment.state)
