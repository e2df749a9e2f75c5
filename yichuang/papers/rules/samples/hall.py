"""Invented papers of the hall itself."""

from ..bodies import HallPaper
from ..hall import HALL_FORMS, Ask, Blank, filled

_SAID = {
    "who": "周某",
    "window": "5 号窗口",
    "unit": "青禾县市场监督管理局",
    "centre": "青禾县政务服务中心",
    "from": "2026-09-16",
    "until": "2026-09-18",
    "on": "2026-09-16",
    "rows": "周某，市监局，22，21，0，1，0，年休假\n孙某，文旅局，22，22，1，0，0，",
}


def _answer(blank: Blank) -> str:
    if blank.key in _SAID:
        return _SAID[blank.key]
    if blank.ask is Ask.CHOICE:
        return blank.choices[0]
    return "2026-09-16" if blank.ask is Ask.DAY else f"{blank.label}，照实填写"


BODIES: tuple[HallPaper, ...] = tuple(
    filled(kind, {blank.key: _answer(blank) for blank in form.blanks}) for kind, form in HALL_FORMS.items()
)
