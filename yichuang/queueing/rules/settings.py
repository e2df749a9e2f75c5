"""What a centre may set for its hall."""

from yichuang.people.public import SettingSpec

MAX_WAIT = "queue.max_wait_min"
SETTINGS = (
    SettingSpec(
        MAX_WAIT,
        30,
        "等候多少分钟算超时：看板报警，并给出可以加开的窗口。",
        "001 f 管理制度2（R059）只要求规定；分钟数按中心设置，不是法定",
        480,
    ),
)
