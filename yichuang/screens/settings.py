"""What a centre may set for its screens."""

from yichuang.people.public import SettingSpec

SETTINGS = (
    SettingSpec(
        "screens.look",
        "deep",
        "叫号屏的底色：deep 深底，day 白底，大厅很亮、屏幕反光时用。",
        "惯例；R063",
        options=("deep", "day"),
    ),
)
