"""Invented applicants, each a pure function of its number: the same on every machine, none of them real.

Identity numbers begin with 99 and credit codes with Y: they pass their checks and belong to nobody.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from yichuang.people.public import IdKind, id_check, uscc_check

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白"
    "邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红玲芬建文斌辉鹏飞雪梅琳晶欣宇浩然子轩雨桐思涵梓睿嘉怡晨曦佳宁俊熙博诗琪若彤"
    "志国庆春生海波云龙凤兰菊香莲翠珍燕莉娇婷慧颖倩蕾薇瑶悦美淑贤惠良才德福寿康安宁永长久"
)
TRADES = (
    "餐饮",
    "食品",
    "文化传播",
    "建筑工程",
    "物流",
    "科技",
    "商贸",
    "物业服务",
    "医药",
    "印刷",
    "旅游",
    "农业",
)
AUTHORITY = "授权委托书已收"
BODIES = 30  # of a hundred applicants, how many are bodies
_BORN_FROM, _BIRTHDAYS = date(1950, 1, 1), 20_000
_MIX, _MASK = 2_654_435_761, 0xFFFFFFFF  # Knuth's multiplier: neighbours get unlike names


@dataclass(frozen=True, slots=True)
class Invented:
    """An applicant as the applicants' table holds one."""

    kind: IdKind
    number: str
    name: str
    birthday: date | None
    sex: str
    phone: str


def _mixed(serial: int) -> int:
    mixed = (serial + 1) * _MIX & _MASK
    return (mixed ^ mixed >> 15) * 2_246_822_519 & _MASK


def is_body(serial: int) -> bool:
    """Say whether this applicant is a body."""
    return _mixed(serial) % 100 < BODIES


def name_of(serial: int) -> str:
    """Return the name: two or three characters of a person, a firm's in full of a body."""
    mixed = _mixed(serial) // 100
    if not is_body(serial):
        return _persons_name(mixed)
    first, rest = GIVEN[mixed % len(GIVEN)], mixed // len(GIVEN)
    second, rest = GIVEN[rest % len(GIVEN)], rest // len(GIVEN)
    return f"青禾市{first}{second}{TRADES[rest % len(TRADES)]}有限公司"


def _persons_name(mixed: int) -> str:
    first, rest = GIVEN[mixed % len(GIVEN)], mixed // len(GIVEN)
    second, rest = GIVEN[rest % len(GIVEN)], rest // len(GIVEN)
    # Every fourth surname is one of the ten commonest, which is about how it is.
    surname = SURNAMES[rest % 10] if rest % 4 == 0 else SURNAMES[rest % len(SURNAMES)]
    return f"{surname}{first}" if rest % 7 == 0 else f"{surname}{first}{second}"


def invented(serial: int) -> Invented:
    """Return the applicant of this number, from 0 to some twenty million."""
    if not is_body(serial):
        return person(serial)
    body = f"Y1990000{serial:09d}"
    return Invented(IdKind.USCC, body + uscc_check(body), name_of(serial), None, "", _phone(serial))


def person(serial: int) -> Invented:
    """Return a person of this number; where the number is a body's, the one who comes for it."""
    birthday = _BORN_FROM + timedelta(days=serial % _BIRTHDAYS)
    body = f"990000{birthday:%Y%m%d}{serial // _BIRTHDAYS:03d}"
    sex = "男" if int(body[-1]) % 2 else "女"
    number, name = body + id_check(body), _persons_name(_mixed(serial) // 100)
    return Invented(IdKind.ID_CARD, number, name, birthday, sex, _phone(serial))


def _phone(serial: int) -> str:
    return f"000{serial:08d}"
