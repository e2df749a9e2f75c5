"""A few complaints of the demonstration, in several states. Everybody and everything in them is invented."""

from datetime import datetime, timedelta

from yichuang.complaints import public as complaints
from yichuang.complaints.public import Assignment, Said, Sending, Trouble
from yichuang.people import public as people
from yichuang.people.public import Window
from yichuang.worktime.public import local_day

from .organisation import Town

MANAGER, SUPERVISION, RECEPTION = "0102", "0103", "0104"


def arrange(built: Town, *, now: datetime) -> None:
    """Let some people complain, suggest and petition; one of them is answered, one is with another body."""
    today = local_day(now)
    manager, supervision, reception = (
        people.officer(built.staff[number].pk, on=today) for number in (MANAGER, SUPERVISION, RECEPTION)
    )
    if manager is None or supervision is None or reception is None:
        return
    centre, bureau = built.centres["qinghe"], built.bureaus["qinghe", "scjg"]
    window = Window.objects.filter(centre=centre).order_by("number").first()
    before = now - timedelta(days=3)
    told = Said(
        words="来了两次，第二次才说还要租赁合同。",
        channel="phone",
        nature="not_told_once",
        window=window,
        department=bureau,
    )
    late = complaints.register(told, by=reception, now=before)
    complaints.assign(late, Assignment("chief_rep", bureau, "请核实"), by=supervision, now=before)
    rude = Said(words="问了几句就不耐烦。", channel="opinion_box", nature="attitude", window=window)
    answered = complaints.register(rude, by=manager, now=before)
    complaints.assign(answered, Assignment("centre_leader"), by=supervision, now=before)
    complaints.investigate(answered, "partly", "当时排队较长，答复简短。", by=manager, now=now)
    complaints.apologise(answered, "大厅主任在意见箱公示栏致歉。", by=manager, now=now)
    complaints.answer(answered, "已经提醒窗口人员，并加开一个窗口。", by=manager, now=now)
    petition = Said(
        words="反映老小区加装电梯的补贴。", kind="petition", channel="spoken", told="已记录并上报"
    )
    handed_on = complaints.register(petition, by=reception, now=now)
    to = Sending("petition", "青禾市信访局", "属于信访事项")
    complaints.transfer(handed_on, to, by=reception, now=now)
    idea = Said(words="建议在二楼也放一台打印机。", kind="suggestion", nature="facilities")
    complaints.complain(idea, centre, now=now)
    trouble = Trouble(about="户口和房产的地址不一致", words="三个窗口都说要先改另一边，改不了。")
    complaints.open_unresolved(trouble, by=reception, now=now)
    complaints.add_box("一楼意见箱", "一楼东门", by=manager, now=now)
