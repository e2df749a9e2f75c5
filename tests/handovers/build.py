"""Official documents for tests, made through the room's door."""

from tests.cast import NOW, Hall
from yichuang.handovers import public as handovers
from yichuang.handovers.public import DocKind, DocState, Incoming, OfficialDoc


def a_doc(hall: Hall, *, at: DocState = DocState.PASSED, **more: object) -> OfficialDoc:
    """An official document that has come as far as `at`."""
    incoming = Incoming(DocKind.REPORT, "关于减少提交材料的报告", "青禾县文旅局", hall.department.pk, **more)  # type: ignore[arg-type]
    doc = handovers.take_in_doc(incoming, by=hall.officer("clerk"), now=NOW)
    for state, step in (
        (DocState.SIGNED, lambda: handovers.sign_doc(doc, by=hall.officer("reviewer"), now=NOW)),
        (
            DocState.ANSWERED,
            lambda: handovers.answer_doc(doc, "同意。", by=hall.officer("approver"), now=NOW),
        ),
        (
            DocState.DELIVERED,
            lambda: handovers.deliver_answer(doc, "李四", by=hall.officer("clerk"), now=NOW),
        ),
    ):
        if list(DocState).index(state) <= list(DocState).index(at):
            step()
    return doc
