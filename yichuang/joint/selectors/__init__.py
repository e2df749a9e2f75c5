"""Reads of joint applications, of what centres offer as one thing, and of what citizens have filled in."""

from .bundles import (
    OVER,
    JointPage,
    bundle_of,
    bundles_at,
    counting,
    due,
    files_of,
    followed,
    is_granted,
    page_of,
    parts_of,
    to_look_at,
)
from .drafts import AskedFor, DraftView, draft_by_code, draft_view
from .faults import faults_of
from .offers import OfferPage, OfferStep, offer_page, offers_at, page_of_offer
from .supplements import SupplementPage, Wanted, field_of, supplement_page

__all__ = [
    "OVER",
    "AskedFor",
    "DraftView",
    "JointPage",
    "OfferPage",
    "OfferStep",
    "SupplementPage",
    "Wanted",
    "bundle_of",
    "bundles_at",
    "counting",
    "draft_by_code",
    "draft_view",
    "due",
    "faults_of",
    "field_of",
    "files_of",
    "followed",
    "is_granted",
    "offer_page",
    "offers_at",
    "page_of",
    "page_of_offer",
    "parts_of",
    "supplement_page",
    "to_look_at",
]
