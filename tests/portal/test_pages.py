"""The citizens' pages: what a guide says and does not say, ways to find it, the hall's hours."""

from datetime import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.cast import NOW, Hall, a_hall, a_matter
from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import Basis, Faq, FormFile, FormKind, LifeEvent, Matter
from yichuang.kit import files
from yichuang.kit.actor import SYSTEM
from yichuang.people.public import Centre, Level
from yichuang.portal.selectors.places import hours_words, opening_at, place_of
from yichuang.worktime.public import Hours, HoursPlan, Span, ensure_standard_plans

pytestmark = pytest.mark.django_db
FULL: dict[str, Any] = {
    "conditions": ("有固定的经营场所",),
    "quantity_limit": "无数量限制",
    "legal_basis": (Basis(law="食品安全法", article="第三十六条"),),
    "fee_charged": True,
    "fee_standard": "每件 80 元",
    "fee_basis": "发改价格规〔2016〕2559号",
    "responsible": "王主任",
    "result_kind": "证照",
    "visits": 1,
    "faqs": (Faq(question="要几天？", answer="十个工作日。"),),
}


def get(path: str, **extra: Any) -> str:
    answer = Client().get(path, **extra)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.rule("R026")
@pytest.mark.rule("R030")
def test_a_guide_shows_all_ten_elements() -> None:
    hall = a_hall()
    a_matter(hall, **FULL)
    text = get("/matters/sp-xjy/")
    said = (
        "食品小经营许可", "《食品安全法》第三十六条", "有固定的经营场所", "无数量限制", "审查", "10 个工作日",
        "设立申请书", "每件 80 元", "王主任", hall.centre.complaint_phone, "食品小经营许可证",
    )  # fmt: skip
    assert [words for words in said if words not in text] == []


@pytest.mark.rule("R026")
def test_what_the_source_is_silent_about_is_said_to_be_missing() -> None:
    silent = {"promised_value": None, "promised_unit": "", "statutory_value": None, "statutory_unit": ""}
    a_matter(
        a_hall(), **silent, category="公共服务", materials=None, steps=None, fee_charged=None, result_name=""
    )
    text = get("/matters/sp-xjy/")
    assert text.count("公布的指南没有写明这一项。") == 8  # c, d, g, f, h, e, j, b
    assert "不收费" not in text
    assert "行政复议" not in text


def test_a_licence_without_a_statutory_limit_shows_the_laws_own() -> None:
    a_matter(a_hall(), statutory_value=None, statutory_unit="")
    assert "行政许可法第四十二条" in get("/matters/sp-xjy/")


@pytest.mark.rule("R027")
def test_a_published_guide_is_on_the_centres_site_and_a_draft_is_not() -> None:
    hall = a_hall()
    a_matter(hall)
    catalogue.add_matter(
        centre=hall.centre, department=hall.department, codes=catalogue.Codes("draft-1"), name="还没公布的事项",
        theme=hall.theme, by=hall.officer("publisher"), now=NOW,
    )  # fmt: skip
    assert "食品小经营许可" in get("/find/?q=食品")
    assert "还没公布的事项" not in get("/find/")
    assert Client().get("/matters/draft-1/").status_code == 404


@pytest.mark.rule("R032")
def test_forms_can_be_downloaded(tmp_path: Path, settings: Any) -> None:
    settings.UPLOAD_DIR = tmp_path
    hall = a_hall()
    sheet = a_matter(hall)
    form = a_form(hall, sheet.matter_id, tmp_path)
    assert f"/matters/sp-xjy/forms/{form.pk}/" in get("/matters/sp-xjy/")
    answer = Client().get(f"/matters/sp-xjy/forms/{form.pk}/")
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    assert "attachment" in answer["Content-Disposition"]


PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def a_form(hall: Hall, matter_id: int, folder: Path) -> FormFile:
    matter = Matter.objects.get(pk=matter_id)
    by = hall.officer("publisher")
    guide = catalogue.draft(matter, by=by, now=NOW)
    stored = files.keep(folder, "申请表.pdf", [PDF])
    catalogue.attach_form(guide, stored, kind=FormKind.BLANK, by=by, now=NOW)
    catalogue.submit(guide, by=by, now=NOW)
    catalogue.publish(guide, by=hall.officer("centre_approver"), now=NOW)
    return guide.forms.get()


@pytest.mark.rule("R034")
def test_a_windows_board_shows_its_matters_procedure_and_materials() -> None:
    a_matter(a_hall())
    text = get("/windows/5/")
    assert [w for w in ("5 号窗口", "食品小经营许可", "审查", "决定", "设立申请书") if w not in text] == []


@pytest.mark.rule("R038")
def test_the_list_of_services_names_what_windows_offer() -> None:
    hall = a_hall()
    text = get("/services/")
    assert [w for w in ("咨询", "办理", "申诉和投诉", "社保医保等协助") if f"<dt>{w}</dt>" not in text] == []
    assert hall.centre.complaint_phone in text


def test_the_checklist_prints_every_material_with_a_box() -> None:
    a_matter(a_hall())
    text = get("/matters/sp-xjy/checklist/")
    assert text.count('type="checkbox"') == 5
    assert "租赁场地经营的" in text


def test_a_matter_is_found_by_words_theme_department_and_life_event() -> None:
    hall = a_hall()
    sheet = a_matter(hall)
    event = LifeEvent.objects.create(name="开饭店", name_en="Opening a restaurant")
    matter = Matter.objects.get(pk=sheet.matter_id)
    catalogue.arrange(matter, theme=hall.theme, life_events=[event], by=SYSTEM, now=NOW)
    for path in (f"theme={hall.theme.pk}", f"department={hall.department.pk}", f"event={event.pk}", "q=食品"):
        assert "食品小经营许可" in get(f"/find/?{path}")
    assert "食品小经营许可" not in get(f"/find/?department={hall.other_department.pk}")


def test_nothing_found_says_what_to_do_next() -> None:
    hall = a_hall()
    text = get("/find/?q=龘龘龘")
    assert "换短一点的词试试" in text
    assert hall.centre.phone in text


@pytest.mark.parametrize("query", ["theme=x", "after=-1", "department=99999999999", "event=٣"])
def test_an_address_that_our_links_never_write_is_not_found(query: str) -> None:
    a_hall()
    assert Client().get(f"/find/?{query}").status_code == 404


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "𠮷" * 90, "%_\\"])
def test_odd_words_are_shown_as_text_and_change_nothing(words: str) -> None:
    a_hall()
    answer = Client().get("/find/", {"q": words})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_a_list_is_paged() -> None:
    hall = a_hall()
    for n in range(21):
        a_matter(hall, f"m-{n}", name=f"第 {n} 号许可")
    assert "下一页" in get("/find/")
    assert "第 20 号许可" in get("/find/?after=20")


def test_another_centre_is_chosen_and_remembered() -> None:
    hall = a_hall()
    Centre.objects.create(
        code="linxi", name="临溪县政务服务中心", short="临溪县", level=Level.COUNTY, follows=hall.centre
    )
    client = Client()
    assert "临溪县政务服务中心" in client.get("/?centre=linxi").content.decode()
    assert "临溪县政务服务中心" in client.get("/privacy/").content.decode()
    assert "青禾市" in client.get("/?centre=nowhere").content.decode()


def test_a_centre_without_hours_of_its_own_shows_those_that_it_follows() -> None:
    hall = a_hall()
    ensure_standard_plans()
    hall.centre.hours = HoursPlan.objects.get(code="h3")
    hall.centre.save()
    Centre.objects.create(
        code="linxi", name="临溪县政务服务中心", short="临溪县", level=Level.COUNTY, follows=hall.centre
    )
    place = place_of("linxi")
    assert place is not None
    assert place.hours_words == "周一至周五 8:30–12:00、13:30–17:30（法定节假日除外）"


def test_the_front_page_says_whether_the_hall_is_open() -> None:
    hours = Hours((Span((1, 2, 3, 4, 5), time(9), time(17)),))
    assert opening_at(hours, NOW).is_open
    shut = opening_at(hours, NOW.replace(hour=18))
    assert not shut.is_open
    assert shut.opens_at == NOW.replace(day=15, hour=9, minute=0)
    assert [day.on.day for day in shut.days] == [14, 15, 16, 17, 18]


def test_an_installation_without_a_centre_says_so() -> None:
    answer = Client().get("/")
    assert answer.status_code == 404
    assert "还没有设立政务服务中心" in answer.content.decode()


def test_large_type_is_a_plain_link_and_stays() -> None:
    a_hall()
    client = Client()
    assert 'data-type="large"' in client.get("/?type=large").content.decode()
    assert 'data-type="large"' in client.get("/find/").content.decode()
    assert 'data-type="large"' not in client.get("/find/?type=normal").content.decode()


@pytest.mark.parametrize("path", ["/", "/find/", "/matters/sp-xjy/", "/track/", "/privacy/"])
def test_pages_carry_no_inline_script_or_style(path: str) -> None:
    a_matter(a_hall())
    text = get(path)
    assert " style=" not in text
    assert "<style" not in text
    assert "<script>" not in text


def test_the_front_page_costs_a_fixed_number_of_queries(django_assert_max_num_queries: Any) -> None:
    hall = a_hall()
    for n in range(8):
        a_matter(hall, f"m-{n}", name=f"第 {n} 号许可")
    with django_assert_max_num_queries(12):
        get("/")
    with django_assert_max_num_queries(14):
        get("/matters/m-1/")


def test_an_unknown_address_is_answered_in_the_look() -> None:
    a_hall()
    answer = Client().get("/nowhere/")
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()


def test_hours_are_said_in_english() -> None:
    from django.utils import translation

    hours = Hours((Span((1, 2, 3, 4, 5), time(9), time(17)), Span((6,), time(9), time(12))))
    with translation.override("en"):
        assert hours_words(hours, NOW.date()) == "Mon–Fri 9:00–17:00; Sat 9:00–12:00, except public holidays"
