"""The figures of a month and the sentences that an official signs (R153). Pure."""

from dataclasses import dataclass, field

from yichuang.worktime.public import Month


@dataclass(frozen=True)
class Counted:
    """How many of one thing."""

    name: str
    count: int
    founded: int = 0


@dataclass(frozen=True)
class Figures:
    """A month of complaints at one centre. Numerators stand beside their denominators."""

    month: Month
    registered: int = 0
    anonymous: int = 0
    important: int = 0
    settled: int = 0  # on the spot
    answered: int = 0  # those of the month that have been answered by now, also those settled
    in_time: int = 0  # of them, within the limit
    open: int = 0  # not over by now
    founded: int = 0
    concluded: int = 0  # those with a finding
    appealed: int = 0
    transferred: int = 0
    rectifications: int = 0
    rectified: int = 0
    unresolved: int = 0
    solved: int = 0
    box_openings: int = 0
    box_letters: int = 0
    by_kind: tuple[Counted, ...] = ()
    by_channel: tuple[Counted, ...] = ()
    by_nature: tuple[Counted, ...] = ()
    by_department: tuple[Counted, ...] = ()
    by_window: tuple[Counted, ...] = ()
    trend: tuple[Counted, ...] = field(default=())  # the months before and this one, oldest first

    @property
    def is_empty(self) -> bool:
        """Whether nobody complained."""
        return not self.registered

    @property
    def before(self) -> int:
        """How many the month before had."""
        return self.trend[-2].count if len(self.trend) > 1 else 0


def percent(part: int, whole: int) -> str:
    """Return a share with one decimal; – where there is nothing to share."""
    return f"{part * 100 / whole:.1f}%" if whole else "–"


def sentences(figures: Figures) -> tuple[str, ...]:
    """Return the report in sentences, in the language of papers; an empty month has its own."""
    month = f"{figures.month.year}年{figures.month.number}月"
    if figures.is_empty:
        first = f"{month}没有收到投诉、举报、意见建议、纠纷和信访{_against(figures)}。"
        return tuple(filter(None, (first, _boxes(figures), _unresolved(figures))))
    said = [
        f"{month}共登记{figures.registered}件{_against(figures)}，其中匿名{figures.anonymous}件，"
        f"重大{figures.important}件。按性质：{_listed(figures.by_nature)}。按渠道：{_listed(figures.by_channel)}。",
        f"已答复{figures.answered}件（当场解决{figures.settled}件），其中按期{figures.in_time}件，"
        f"按期率{percent(figures.in_time, figures.answered)}；还在办{figures.open}件，"
        f"转其他机关{figures.transferred}件，要求复核{figures.appealed}件。",
        f"有调查结论的{figures.concluded}件，属实和部分属实{figures.founded}件，"
        f"属实率{percent(figures.founded, figures.concluded)}。"
        f"发出整改单{figures.rectifications}张，已认可{figures.rectified}张。",
        _unresolved(figures),
        _boxes(figures),
    ]
    return tuple(filter(None, said))


def _against(figures: Figures) -> str:
    if len(figures.trend) < 2:
        return ""
    more = figures.registered - figures.before
    if not more:
        return "，与上月持平"
    return f"，比上月{'增加' if more > 0 else '减少'}{abs(more)}件"


def _listed(counted: tuple[Counted, ...]) -> str:
    return "、".join(f"{one.name}{one.count}件" for one in counted) or "无"


def _unresolved(figures: Figures) -> str:
    if not figures.unresolved:
        return ""
    return f"“办不成事”反映{figures.unresolved}件，已解决{figures.solved}件，其余都有责任人。"


def _boxes(figures: Figures) -> str:
    if not figures.box_openings:
        return ""
    return f"开启意见箱{figures.box_openings}次，取出信件{figures.box_letters}封。"
