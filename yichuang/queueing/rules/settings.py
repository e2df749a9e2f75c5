"""What a centre may set for its hall."""

from yichuang.people.public import SettingSpec

MAX_WAIT = "queue.max_wait_min"
READY_MIN = "queue.ready_min"
NOTE_DAYS = "queue.note_days"
SETTINGS = (
    SettingSpec(
        MAX_WAIT,
        30,
        "等候多少分钟算超时：看板报警，并给出可以加开的窗口。",
        "001 f 管理制度2（R059）只要求规定；分钟数按中心设置，不是法定",
        480,
    ),
    SettingSpec(
        READY_MIN,
        10,
        "开门前多少分钟要到岗：还没有人的窗口列在实时看板上。",
        "004 篇2 七(一)1（R021）约 10 分钟，002 之一 三.1（R022）提前 10 分钟；来源的惯例，不是法定",
        60,
    ),
    SettingSpec(
        NOTE_DAYS,
        5,
        "号办完以后多少天以内，可以补记办了什么。",
        "004 篇1 七.7（R130）要求当天录入；补记的天数按中心设置，不是法定",
        30,
    ),
)
