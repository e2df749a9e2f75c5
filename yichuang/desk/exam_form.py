"""The three answers of a review, and a decision, as the step's form sends them (R109, R288, R290)."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext

from yichuang.approvals.public import Examined
from yichuang.cases.public import Decision, Outcome


@dataclass(frozen=True)
class ExamRow:
    """One question of the form: its name, its note's, and the words of both answers."""

    name: str
    note: str
    label: str
    yes: str
    no: str
    hint: str


def exam_rows() -> tuple[ExamRow, ...]:
    """Return the questions in the reader's language."""
    yes, no, why = gettext("是"), gettext("否"), gettext("否的，写明情况")
    return (
        ExamRow("is_true", "truth_note", gettext("材料真实"), yes, no, why),
        ExamRow("is_lawful", "law_note", gettext("合法"), yes, no, why),
        ExamRow("is_matching", "match_note", gettext("与实际一致"), yes, no, why),
        ExamRow(
            "is_undisputed",
            "dispute",
            gettext("没有争议和举报"),
            yes,
            no,
            gettext("有争议或举报的，写明情况"),
        ),
    )


def examined_of(posted: QueryDict) -> Examined | None:
    """Return what was answered; None while one of the three is open."""
    answers = {name: posted.get(name, "") for name in ("is_true", "is_lawful", "is_matching")}
    if any(answer not in {"yes", "no"} for answer in answers.values()):
        return None
    return Examined(
        answers["is_true"] == "yes",
        answers["is_lawful"] == "yes",
        answers["is_matching"] == "yes",
        posted.get("truth_note", "").strip(),
        posted.get("law_note", "").strip(),
        posted.get("match_note", "").strip(),
        posted.get("is_undisputed") == "no",
        posted.get("dispute", "").strip(),
    )


def decision_of(posted: QueryDict) -> Decision:
    """Return the grant that was written, with conditions when that button was pressed."""
    is_conditional = posted.get("outcome") == Outcome.CONDITIONAL
    return Decision(
        Outcome.CONDITIONAL if is_conditional else Outcome.GRANTED,
        posted.get("opinion", ""),
        posted.get("basis", ""),
        _lines(posted, "granted"),
        _lines(posted, "notes"),
        _lines(posted, "bounds"),
        posted.get("validity", "").strip(),
    )


def _lines(posted: QueryDict, name: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in posted.get(name, "").splitlines() if line.strip())
