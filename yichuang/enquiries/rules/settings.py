"""What a centre may set about enquiries (C-23)."""

from yichuang.people.public import SettingSpec

OWN_DAYS, SHARED_DAYS = "consult.online_own_days", "consult.online_shared_days"
SETTINGS = (
    SettingSpec(OWN_DAYS, 3, "网上咨询属于本窗口业务的，几个工作日内回复。", "000 i 6.3.2", 10),
    SettingSpec(SHARED_DAYS, 5, "网上咨询需要别的部门协调的，几个工作日内回复或告知。", "000 i 6.3.2", 20),
)
