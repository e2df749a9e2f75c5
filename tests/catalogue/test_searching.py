"""Citizens' words and clerks' letters find the right guide among the real ones."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from yichuang.catalogue.public import LifeEvent, Matter, arrange, find, suggest
from yichuang.kit.actor import SYSTEM
from yichuang.people.public import Centre

from .builders import GUIDES, NOW, a_centre, a_published_guide, a_theme, take_in


@pytest.fixture
def centre(db: Any, tmp_path: Path) -> Centre:
    path = tmp_path / "in.jsonl"
    path.write_bytes(GUIDES.read_bytes())
    take_in(path)
    return a_centre()


EVERYDAY = [
    ("房产过户", "转移登记"),
    ("身份证丢了", "居民身份证（丢失补领）"),
    ("我身份证弄丢了怎么办", "居民身份证（丢失补领）"),
    ("开饭店", "食品小经营许可"),
    ("在路边开个小吃店", "食品小经营许可"),
    ("打官司没钱请律师", "法律援助"),
    ("没工作了", "失业登记"),
    ("老人补贴", "高龄"),
    ("办养老院", "养老机构备案"),
    ("放烟花", "焰火"),
    ("砍树", "林木采伐"),
    ("挖马路", "道路挖掘"),
    ("开KTV", "娱乐"),
    ("环评", "环境影响评价"),
    ("残疾证", "残疾人证"),
    ("退伍军人", "优待证"),
    ("取水许可", "取水许可"),
    ("护士注册", "护士执业注册"),
    ("寺庙翻修", "宗教活动场所"),
]


@pytest.mark.parametrize(("words", "name"), EVERYDAY)
def test_everyday_words_find_the_guide_among_the_first_three(centre: Centre, words: str, name: str) -> None:
    assert any(name in hit.name for hit in find(words, centre=centre, limit=3))


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("ylxk", "娱乐经营许可证"),
        ("yule", "娱乐经营许可证"),
        ("qsxk", "取水许可"),
        ("QSXK", "取水许可"),
        ("sydj", "失业登记"),
        ("娱许", "娱乐经营许可证"),
        ("取水", "取水许可"),
        ("canjiren-zhang", "残疾人证办理"),
    ],
)
def test_a_clerk_finds_a_matter_by_a_few_letters(centre: Centre, letters: str, name: str) -> None:
    assert name in [hit.name for hit in suggest(letters, centre, limit=3)]


@pytest.mark.parametrize(
    "query", ["%", "_", "\\", "'; --", "%s", "{}", "🙂", "ｑｓｘｋ", "x" * 500, "的", " "]
)
def test_no_query_breaks_the_search(centre: Centre, query: str) -> None:
    assert isinstance(find(query, centre=centre), list)
    assert isinstance(suggest(query, centre), list)


def test_lists_go_on_where_they_stopped(centre: Centre) -> None:
    first, second = find(limit=50), find(limit=50, after=50)
    assert len(first) + len(second) == 74
    assert not {hit.matter_id for hit in first} & {hit.matter_id for hit in second}


@pytest.mark.django_db
def test_a_matter_is_found_by_theme_and_life_event() -> None:
    matter = a_published_guide().matter
    a_published_guide("取水许可")
    theme = a_theme(matter.centre)
    event = LifeEvent.objects.create(name="开店")
    arrange(matter, theme=theme, life_events=[event], by=SYSTEM, now=NOW)
    assert [hit.matter_id for hit in find(theme=theme)] == [matter.pk]
    assert [hit.matter_id for hit in find(life_event=event)] == [matter.pk]
    assert [hit.theme_name for hit in find("娱乐", department=matter.department)] == [theme.name]


@pytest.mark.django_db
def test_what_is_not_published_is_not_found() -> None:
    matter = a_published_guide().matter
    Matter.objects.filter(pk=matter.pk).update(is_active=False)
    assert find("娱乐场所") == []


@pytest.mark.django_db
def test_searching_takes_two_queries_and_no_dictionary(django_assert_num_queries: Any) -> None:
    a_published_guide()
    with django_assert_num_queries(2):
        assert find("娱乐场所经营")
    assert connection.vendor == "postgresql"
