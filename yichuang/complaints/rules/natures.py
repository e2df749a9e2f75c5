"""What a complaint is about: the list of 002 之六 三.2 (R148), as data. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Nature:
    """One thing that is complained of.

    `is_grave`: important from the beginning, so it is put into writing (R149). `is_error`: caused by an error
    in the work, so the leader in charge handles it (R157).
    """

    code: str
    words: str
    is_grave: bool = False
    is_error: bool = False


NATURES: dict[str, Nature] = {
    one.code: one
    for one in (
        Nature("extortion", gettext_noop("吃拿卡要"), is_grave=True),
        Nature("unlawful_fee", gettext_noop("乱收费、搭车收费"), is_grave=True),
        Nature("not_told_once", gettext_noop("没有一次讲清，让人多跑、空跑")),
        Nature("attitude", gettext_noop("态度生硬、服务不文明")),
        Nature("passing_on", gettext_noop("推诿扯皮")),
        Nature("absence", gettext_noop("上班时间擅自离岗")),
        Nature("lost_materials", gettext_noop("遗失、损坏申请材料"), is_error=True),
        Nature("wrong_handling", gettext_noop("办理出了差错"), is_error=True),
        Nature("wrong_policy", gettext_noop("违规解释政策"), is_grave=True),
        Nature("overdue", gettext_noop("超过承诺的时限")),
        Nature("refused_channel", gettext_noop("限定或者拒绝办理渠道")),
        Nature("facilities", gettext_noop("环境、设施和排队")),
        Nature("other", gettext_noop("其他")),
    )
}
LONGEST_CODE = 20


def words_of(code: str) -> str:
    """Return what a nature is called; a code that is no longer known stays as it is."""
    return NATURES[code].words if code in NATURES else code
