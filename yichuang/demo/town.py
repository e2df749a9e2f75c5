"""The invented places, departments, windows and people of the demonstration. Data only.

青禾市 and everything under it are invented; numbers of people are made of their staff numbers.
"""

from dataclasses import dataclass

from yichuang.people.public import STANDARD_THEMES, Level, Role

PASSWORD = "Qinghe-2026"  # of every demonstration person; exists in the demonstration only
THEMES = STANDARD_THEMES


@dataclass(frozen=True)
class Place:
    """A centre."""

    code: str
    name: str
    short: str
    level: Level
    follows: str
    region: str
    address: str
    phone: str
    complaint: str
    hours: str = ""  # the plan's code; empty: as the one it follows


@dataclass(frozen=True)
class Bureau:
    """A resident department and the words by which a source's agency or matter belongs to it."""

    centre: str
    code: str
    name: str
    short: str
    letter: str
    words: str = ""


@dataclass(frozen=True)
class Person:
    """Someone who works there. `duty` is roles with the department codes they are held in."""

    no: str
    name: str
    centre: str
    bureau: str
    post: str
    roles: tuple[tuple[Role, str], ...]
    windows: tuple[int, ...] = ()


PLACES = (
    Place(
        "qinghe",
        "青禾市政务服务中心",
        "青禾市",
        Level.CITY,
        "",
        "000000",
        "青禾市文昌路 1 号",
        "0000-1234567",
        "0000-7654321",
        "h3",
    ),
    Place(
        "linxi",
        "临溪县政务服务中心",
        "临溪县",
        Level.COUNTY,
        "qinghe",
        "000021",
        "临溪县临溪大道 18 号",
        "0000-2234567",
        "0000-2654321",
    ),
    Place(
        "wenchang",
        "文昌镇便民服务中心",
        "文昌镇",
        Level.TOWNSHIP,
        "linxi",
        "000021101",
        "文昌镇府前街 3 号",
        "0000-3234567",
        "0000-2654321",
    ),
    Place(
        "liuqiao",
        "柳桥村便民服务站",
        "柳桥村",
        Level.VILLAGE,
        "wenchang",
        "000021101203",
        "柳桥村村委会",
        "0000-4234567",
        "0000-2654321",
    ),
)

BUREAUS = (
    Bureau(
        "qinghe",
        "scjg",
        "青禾市市场监督管理局",
        "市市场监管局",
        "青市监",
        "市场监督 食品 药品 特种设备 个体工商户 工商",
    ),
    Bureau(
        "qinghe",
        "wgl",
        "青禾市文化广电旅游和体育局",
        "市文旅体局",
        "青文旅",
        "文化 文广 文物 旅游 体育 演出 娱乐 气功 运动员",
    ),
    Bureau(
        "qinghe",
        "zrzy",
        "青禾市自然资源和规划局",
        "市自然资源局",
        "青自然",
        "自然资源 不动产 国有建设用地 规划 林业 林木 林地 森林 风景名胜 选址 商品房、经济适用房登记",
    ),
    Bureau(
        "qinghe",
        "zjj",
        "青禾市住房城乡建设和交通局",
        "市住建交通局",
        "青住建",
        "住房 住建 城市管理 城市道路 道路 排水 绿地 树木 交通 市政 综合行政执法 商品房预售 工程许可",
    ),
    Bureau("qinghe", "gaj", "青禾市公安局", "市公安局", "青公", "公安 户籍 居住证 身份证 焰火"),
    Bureau(
        "qinghe",
        "mzj",
        "青禾市民政和民族宗教局",
        "市民政局",
        "青民",
        "民政 民办非企业 养老机构 高龄 老龄 残疾人 宗教 民宗 退役军人 优待证 统一战线",
    ),
    Bureau(
        "qinghe",
        "rsj",
        "青禾市人力资源和社会保障局",
        "市人社局",
        "青人社",
        "人力资源 社会保障 就业 失业 养老保险 社保 退休人员",
    ),
    Bureau("qinghe", "wjw", "青禾市卫生健康委员会", "市卫健委", "青卫", "卫生健康 护士 诊所 中医"),
    Bureau("qinghe", "yjj", "青禾市应急管理和气象局", "市应急局", "青应急", "应急 危险化学品 气象 雷电 气球"),
    Bureau(
        "qinghe",
        "slj",
        "青禾市农业农村和水利局",
        "市农水局",
        "青农水",
        "水利 水务 取水 涉河 农业 畜牧 兽医 动物",
    ),
    Bureau("qinghe", "hbj", "青禾市生态环境局", "市生态环境局", "青环", "环境保护 环境影响 生态环境"),
    Bureau("qinghe", "sfj", "青禾市司法局", "市司法局", "青司", "司法 法律援助 裁决 争议"),
    Bureau("linxi", "spj", "临溪县行政审批服务局", "县行政审批局", "临审"),
    Bureau("wenchang", "zf", "文昌镇人民政府", "文昌镇政府", "文政"),
    Bureau("liuqiao", "cwh", "柳桥村村民委员会", "柳桥村委会", "柳村"),
)

WINDOW_THEMES = "AAAABBBBCCCCDDDD"  # sixteen windows, four to a theme (R012)
LOWER_WINDOWS = {"linxi": "ABCD", "wenchang": "AD", "liuqiao": "A"}

_C, _R, _A, _H, _L = Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.CHIEF_REP, Role.LEADER


def _clerk(no: str, name: str, centre: str, *windows: int) -> Person:
    return Person(no, name, centre, "", "综合窗口", ((_C, ""),), windows)


def _reviewer(no: str, name: str, bureau: str) -> Person:
    return Person(no, name, "qinghe", bureau, "审查岗", ((_R, bureau),))


def _chief(no: str, name: str, bureau: str, *, alone: bool = False) -> Person:
    roles: tuple[tuple[Role, str], ...] = ((_A, bureau), (_H, bureau))
    return Person(no, name, "qinghe", bureau, "首席代表", (((_R, bureau), *roles) if alone else roles))


def _leader(no: str, name: str, bureau: str, centre: str = "qinghe") -> Person:
    return Person(no, name, centre, bureau, "分管领导", ((_L, bureau),))


PEOPLE = (
    _clerk("0301", "林晓", "qinghe", 1, 2, 3, 4),
    _clerk("0305", "陈静", "qinghe", 5, 6, 7, 8),
    _clerk("0309", "周敏", "qinghe", 9, 10, 11, 12),
    _clerk("0313", "吴桐", "qinghe", 13, 14, 15, 16),
    _clerk("0316", "郑悦", "qinghe", *range(1, 17)),
    Person("0104", "童欣", "qinghe", "", "导办台", ((Role.RECEPTION, ""),)),
    _reviewer("1101", "王磊", "scjg"),
    _chief("1102", "李伟民", "scjg"),
    _reviewer("1201", "赵楠", "wgl"),
    _chief("1202", "孙立", "wgl"),
    _reviewer("1301", "钱程", "zrzy"),
    _chief("1302", "冯远", "zrzy"),
    _reviewer("1401", "褚云", "zjj"),
    _chief("1402", "卫东", "zjj"),
    _chief("1502", "蒋平", "gaj", alone=True),
    _reviewer("1601", "沈言", "mzj"),
    _chief("1602", "韩梅", "mzj"),
    _chief("1702", "杨帆", "rsj", alone=True),
    _chief("1802", "朱琳", "wjw", alone=True),
    _chief("1902", "秦岭", "yjj", alone=True),
    _chief("2002", "许江", "slj", alone=True),
    _chief("2102", "何清", "hbj", alone=True),
    _chief("2202", "吕正", "sfj", alone=True),
    _leader("1109", "谢长河", "scjg"),
    _leader("1209", "范书华", "wgl"),
    _leader("1309", "邓向东", "zrzy"),
    _leader("1409", "彭建", "zjj"),
    _leader("1509", "袁正刚", "gaj"),
    _leader("1609", "唐慧", "mzj"),
    _leader("1709", "薛明", "rsj"),
    _leader("1809", "雷兰", "wjw"),
    _leader("1909", "贺国安", "yjj"),
    _leader("2009", "汤水生", "slj"),
    _leader("2109", "罗青", "hbj"),
    _leader("2209", "毕言", "sfj"),
    Person("0101", "施雯", "qinghe", "", "业务科", ((Role.CENTRE_APPROVER, ""),)),
    Person("0102", "张驰", "qinghe", "", "大厅主任", ((Role.MANAGER, ""),)),
    Person("0103", "孔明轩", "qinghe", "", "督查科", ((Role.SUPERVISION, ""),)),
    Person("0105", "廉清", "qinghe", "", "效能监察室", ((Role.EFFICIENCY, ""),)),
    Person("1203", "曹颖", "qinghe", "wgl", "事项管理", ((Role.PUBLISHER, "wgl"),)),
    Person("0901", "严系", "qinghe", "", "系统管理员", ((Role.SYSADMIN, ""),)),
    Person("0902", "华安", "qinghe", "", "安全管理员", ((Role.SECADMIN, ""),)),
    Person("0903", "金审", "qinghe", "", "审计管理员", ((Role.AUDITADMIN, ""),)),
    _clerk("4001", "魏兰", "linxi", 1, 2, 3, 4),
    Person("4101", "陶亮", "linxi", "spj", "审查岗", ((_R, "spj"),)),
    Person("4102", "姜山", "linxi", "spj", "首席代表", ((_A, "spj"), (_H, "spj"))),
    _leader("4109", "尹川", "spj", "linxi"),
    _clerk("5001", "戚红", "wenchang", 1, 2),
    Person("5102", "谢安", "wenchang", "zf", "审批岗", ((_R, "zf"), (_A, "zf"), (_H, "zf"))),
    _leader("5109", "黎田", "zf", "wenchang"),
    _clerk("6001", "邹桂", "liuqiao", 1),
    Person("6102", "喻书", "liuqiao", "cwh", "审批岗", ((_R, "cwh"), (_A, "cwh"), (_H, "cwh"))),
    _leader("6109", "常青山", "cwh", "liuqiao"),
)

# Whom a visitor of the demonstration signs in as, and what she sees there.
VISITORS = (
    ("0305", "综合窗口人员：坐 5 号窗口，找事项、收件、受理、出件"),
    ("0104", "导办人员：替人取号、优先、过号恢复；取号机在 /kiosk/hall-1/"),
    ("1201", "文旅局审查人员：看待办，写审查意见"),
    ("1202", "文旅局审批人员：作决定"),
    ("1209", "文旅局分管领导：答复请示、确定不予、批准延期"),
    ("0103", "督查科：看超期的件，发督办单"),
    ("1203", "文旅局事项管理员：起草和报送办事指南"),
    ("0101", "中心业务科：核准公布办事指南"),
    ("0102", "大厅主任：看台账"),
    ("4001", "临溪县窗口人员"),
)
