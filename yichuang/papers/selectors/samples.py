"""Invented papers: what a template is tried on, and what a centre looks at before it uses one."""

from datetime import datetime

from yichuang.people.public import Centre

from ..rules.bodies import kind_of, title_of
from ..rules.kinds import KINDS, Layout
from ..rules.samples import SAMPLES
from .printed import own_source_at, sample_sheet
from .rendering import house_source, to_pdf

TRIED_ON = 3  # the longest samples of a layout: they use the most pieces


def samples(centre: Centre, layout: Layout) -> list[str]:
    """Return the sheets that a template is tried on: the longest samples of its kinds."""
    sheets = [
        sample_sheet(body, centre.name, title_of(body), layout)
        for body in SAMPLES
        if KINDS[kind_of(body)].layout is layout
    ]
    return sorted(sheets, key=len, reverse=True)[:TRIED_ON]


def preview(centre: Centre, layout: Layout, *, now: datetime) -> bytes:
    """Return an invented paper in the layout that is in force at a centre, as PDF."""
    source = own_source_at(centre.pk, layout, now) or house_source(layout)
    return to_pdf(samples(centre, layout)[0], source, int(now.timestamp()))
