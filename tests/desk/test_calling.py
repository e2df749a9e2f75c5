"""The calling policy and what windows serve, as the manager sets them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Hall
from tests.desk.test_queries import MOST, queries
from tests.desk.visits import shown, sign_in, text
from tests.queueing.build import a_second_window, a_ticket, an_open_hall
from yichuang.journal import public as journal
from yichuang.people.public import Theme, Window
from yichuang.queueing import public as queueing
from yichuang.queueing.public import DEFAULT, Channel, Serves, Turn
from yichuang.queueing.selectors.policy import forget_policies

pytestmark = pytest.mark.django_db
PAGE, WINDOWS = "/desk/calling/", "/desk/windows/"


@pytest.fixture
def hall() -> Hall:
    return an_open_hall(now=timezone.now() - timedelta(hours=2))


@pytest.fixture
def manager(hall: Hall) -> Client:
    return sign_in(hall, "manager")


def form(**typed: str) -> dict[str, str]:
    """Return the form as it stands for the shipped policy, with some fields typed over."""
    fields = {
        "after": "0",
        "calls": "3",
        "back_after": "2",
        "early_min": "30",
        "late_min": "15",
        "do": "save",
    }
    for each in DEFAULT.classes:
        fields |= {
            f"name:{each.key}": each.name,
            f"head_start:{each.key}": str(each.head_start_min),
            f"proof:{each.key}": each.needs_proof,
        } | ({f"escort:{each.key}": "1"} if each.is_escorted else {})
    return fields | {name.replace("__", ":"): value for name, value in typed.items()}


@pytest.mark.rule("R064", "R065", "R066", "R067", "R282")
def test_the_page_says_in_words_how_people_stand(manager: Client) -> None:
    words = shown(manager.get(PAGE))
    assert "现在是出厂的规则" in words
    assert "残疾人 30 分钟" in words
    assert "残疾人证，有人陪同" in words
    assert "急事急办 60 分钟" in words
    assert "内部事务 -30 分钟" in words
    assert "早到 30 分钟、迟到 15 分钟之内算按时" in words
    assert "叫 3 次不到算过号" in words


@pytest.mark.rule("R064", "R282")
def test_the_next_version_holds_with_its_reason_and_the_history_says_what_changed(
    hall: Hall, manager: Client
) -> None:
    sent = form(
        head_start__elderly="45",
        reason="老人多",
        name__new="孕妇",
        head_start__new="20",
        proof__new="孕检手册",
    )
    words = shown(manager.post(PAGE, sent, follow=True))
    assert "第 1 版生效" in words
    assert "“老年人”提前的分钟数由 30 改为 45。" in words
    assert "新设“孕妇”，提前 20 分钟。" in words
    assert "老人多" in words
    assert hall.staff["manager"].name in words
    rule = queueing.policy_as_written(hall.centre.pk)
    policy, version = rule.policy, rule.version
    assert (version, policy.of("elderly").head_start_min, policy.of("own1").needs_proof) == (
        1,
        45,
        "孕检手册",
    )
    again = form(head_start__elderly="50", reason="更多", after="1")
    for field, value in (("name:own1", "孕妇"), ("head_start:own1", "20"), ("proof:own1", "孕检手册")):
        again[field] = value
    assert "第 2 版生效" in shown(manager.post(PAGE, again, follow=True))
    between = shown(manager.get(PAGE, {"older": "0", "newer": "2"}))
    assert "从出厂的规则到第 2 版 “老年人”提前的分钟数由 30 改为 50。" in between


@pytest.mark.parametrize(
    ("typed", "said", "field"),
    [
        ({"head_start__elderly": "三十"}, "请写整数", "head_start:elderly"),
        ({"head_start__elderly": "481"}, "不能超过 480", "head_start:elderly"),
        ({"calls": "0"}, "叫号次数是 1 到 9", "calls"),
        ({"late_min": "900"}, "0 到 240", "late_min"),
        ({"name__veteran": " "}, "名称要写", "name:veteran"),
        ({"name__new": "孕妇", "head_start__new": "x"}, "请写整数", "head_start:new"),
        ({"proof__veteran": "长" * 41}, "最多写 40 个字", "proof:veteran"),
        ({"reason": " "}, "请写为什么改", "reason"),
        ({"reason": "长" * 301}, "最多写 300 个字", "reason"),
    ],
)
def test_a_bad_value_is_refused_beside_its_field_and_everything_typed_stays(
    hall: Hall, manager: Client, typed: dict[str, str], said: str, field: str
) -> None:
    answer = manager.post(PAGE, form(**{"reason": "老人多", "head_start__disabled": "37"} | typed))
    body = text(answer)
    assert answer.status_code == 422
    assert 'value="37"' in body
    beside = body[body.rindex(f'name="{field}"') :]
    assert said in beside[: beside.index("field-fault") + 160]
    assert queueing.newest_version(hall.centre.pk) == 0


def test_a_version_that_came_meanwhile_is_told_and_what_was_typed_stays(hall: Hall, manager: Client) -> None:
    assert manager.post(PAGE, form(reason="先", calls="4")).status_code == 302
    answer = manager.post(PAGE, form(reason="后来的理由", head_start__elderly="41"))
    assert answer.status_code == 409
    body = text(answer)
    assert "刚才有人改过叫号规则" in body
    assert "后来的理由" in body
    assert 'value="41"' in body
    assert 'name="after" value="1"' in body
    assert queueing.newest_version(hall.centre.pk) == 1


@pytest.mark.rule("R064", "R282")
def test_trying_shows_both_orders_and_saves_nothing(hall: Hall, manager: Client) -> None:
    words = shown(manager.post(PAGE, form(do="try", head_start__elderly="0")))
    assert "最近 4 小时来的人太少" in words
    assert "“老年人”提前的分钟数由 30 改为 0。" in words
    assert "叫到的先后变了" in words
    for n in range(14):
        keys = ("elderly",) if n == 8 else ()
        a_ticket(hall, *keys, now=timezone.now() - timedelta(minutes=60 - n))
    words = shown(manager.post(PAGE, form(do="try", head_start__elderly="0")))
    assert "最近 4 小时来的 14 人、1 个窗口" in words
    assert "早 " in words
    assert "晚 " in words
    assert "什么都没有改" in shown(manager.post(PAGE, form(do="try")))
    assert queueing.newest_version(hall.centre.pk) == 0


def test_the_phone_names_the_rule_in_force(hall: Hall, manager: Client) -> None:
    manager.post(PAGE, form(reason="老人多"))
    forget_policies()
    first = a_ticket(hall, now=timezone.now() - timedelta(minutes=5))
    a_ticket(hall, "elderly", now=timezone.now())
    words = shown(Client().get(f"/t/{first.code}/"))
    assert "为什么有人在我前面" in words
    assert "按叫号规则第 1 版排" in words
    assert "老人多" in words


def test_supervision_reads_and_does_not_set(hall: Hall) -> None:
    supervisor = sign_in(hall, "supervisor")
    words = shown(supervisor.get(PAGE))
    assert "叫号规则由大厅管理定" in words
    assert supervisor.post(PAGE, form(reason="x")).status_code == 403
    page = supervisor.get(WINDOWS)
    assert "窗口办什么由坐在这里的人或者大厅管理定" in shown(page)
    for address in (PAGE, WINDOWS):
        assert sign_in(hall, "clerk").get(address).status_code == 403


@pytest.mark.rule("R023", "R062")
def test_a_window_is_given_another_theme_that_gives_way(hall: Hall, manager: Client) -> None:
    other = Theme.objects.create(centre=hall.centre, code="D", name="其他事务", order=3)
    words = shown(manager.get(WINDOWS))
    assert "没有窗口办的主题：D 其他事务" in words
    sent = {
        "number": str(hall.window.number),
        "seen": f"{hall.theme.pk}:0",
        "theme": [str(other.pk), str(hall.theme.pk)],
        f"after:{other.pk}": "10",
        f"after:{hall.theme.pk}": "0",
    }
    words = shown(manager.post(WINDOWS, sent, follow=True))
    assert "改好了" in words
    assert "其他事务 让先 10 分钟" in words
    assert "其他事务（让先 10 分钟）" in words  # what was changed, by whom
    duty = queueing.duty_of(hall.window.pk)
    assert duty is not None
    assert queueing.serves_of(duty) == (Serves(hall.theme.pk), Serves(other.pk, 10))
    told = journal.story(f"window:{hall.window.pk}")[-1]
    assert (told.event, told.by_name) == (journal.Event.WINDOW_THEMES_SET, hall.staff["manager"].name)
    answer = manager.post(WINDOWS, sent)
    assert answer.status_code == 409
    assert "刚才有人改过这个窗口" in shown(answer)
    assert 'value="10"' in text(answer)


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"theme": []}, "至少选一个主题"), ({"after": "x"}, "请写整数"), ({"after": "241"}, "0 到 240")],
)
def test_what_a_window_cannot_serve_is_refused_with_a_sentence(
    hall: Hall, manager: Client, typed: dict[str, str], said: str
) -> None:
    sent = {"number": "5", "seen": f"{hall.theme.pk}:0", "theme": [str(hall.theme.pk)]} | typed
    sent[f"after:{hall.theme.pk}"] = str(sent.pop("after", "7"))
    answer = manager.post(WINDOWS, sent)
    assert answer.status_code == 422
    assert said in shown(answer)
    assert manager.post(WINDOWS, {"number": "99"}).status_code == 404


def test_both_pages_cost_few_queries(hall: Hall, manager: Client) -> None:
    manager.post(PAGE, form(reason="老人多"))
    a_second_window(hall)
    for address in (PAGE, WINDOWS):
        assert queries(manager, address) <= MOST


@pytest.mark.rule("R234")
def test_the_page_says_which_windows_could_call_for_a_theme_and_do_not(hall: Hall, manager: Client) -> None:
    Window.objects.create(centre=hall.centre, number=6, theme=hall.theme)  # never opened
    [cover] = manager.get(WINDOWS).context["covers"]
    assert (cover.line.windows, cover.resting) == ((5,), [6])
    queueing.turn(hall.window, Turn.CLOSE, by=hall.officer("clerk"), now=timezone.now())
    [cover] = manager.get(WINDOWS).context["covers"]
    assert (cover.line.windows, cover.resting) == ((), [5, 6])


@pytest.mark.rule("R058")
def test_trying_plays_how_late_one_may_be_and_says_what_calls_cannot_tell(
    hall: Hall, manager: Client
) -> None:
    now, clerk = timezone.now(), hall.officer("clerk")
    began = now - timedelta(hours=1)
    for n in range(14):
        a_ticket(hall, now=began + timedelta(minutes=n))
    late = queueing.Visit(hall.theme, appointment_no="Y1", booked_for=began - timedelta(minutes=10))
    queueing.take(late, channel=Channel.APPOINTMENT, by=clerk, now=began + timedelta(minutes=14))
    called = queueing.call_next(by=clerk, now=began + timedelta(minutes=20))
    assert called is not None
    for n in (21, 22):
        queueing.recall(called, by=clerk, now=began + timedelta(minutes=n))
    queueing.serve(called, by=clerk, now=began + timedelta(minutes=23))
    words = shown(manager.post(PAGE, form(do="try", late_min="30", calls="2")))
    assert "最近 4 小时来的 15 人" in words
    assert "人叫到的先后变了" in words
    assert "1 人次叫过 2 次还没有到，后来到了" in words
