"""docs/reference/papers.md: every kind of paper, its title, its source and who issues it."""

from yichuang.papers.public import KINDS, Layout

from .markdown import code, table

# Named in rules.md A-III, and what this product makes of them.
UNDER_ANOTHER_NAME = (
    ("受理单、受理回执", "acceptance_notice", "the centre's setting `papers.acceptance_title`"),
    ("《承诺件通知书》", "acceptance_notice", "the title says so where the case is a 承诺件 (R099)"),
    ("接收回执", "receipt_of_materials", "the centre's title"),
    ("物料流转凭证", "routing_sheet", "the centre's title"),
    (
        "《补办件通知书》《补齐申请材料通知书》《补正材料告知书》",
        "supplement_notice",
        "the centre's title (C-16)",
    ),
    ("不予受理通知书", "non_acceptance_decision", "the centre's title"),
    ("批准决定书、批复", "approval_document", "the centre's title; 有条件核准 is added to it (R288)"),
    ("不予批准决定书", "denial_decision", "where the matter is no 行政许可"),
    ("会签单", "routing_sheet", "its second table"),
    ("办事须知、办事告知单", "checklist", "the centre's title"),
)


def page() -> str:
    """Return the page."""
    rows = (
        (
            code(kind.value),
            kind.label,
            f"{spec.series}字" if spec.series else "",
            "✓" if spec.is_sealed else "",
            Layout(spec.layout).label,
            spec.issuer.value,
            "inside" if spec.is_inside else "applicant",
            spec.source,
        )
        for kind, spec in KINDS.items()
    )
    head = ("Kind", "Title", "Series", "Sealed", "Layout", "Issued by", "For", "Source")
    others = ((name, code(kind), how) for name, kind, how in UNDER_ANOTHER_NAME)
    return (
        "# 文书 / Papers\n\n"
        "The closed list of what a case can leave, and of the hall's own papers. A centre gives a kind its own "
        "title with the setting `papers.title.KIND`, and a layout its own template at the desk.\n\n"
        + table(head, rows)
        + "\n## The same paper under another name\n\n"
        + table(("Name in the sources", "Kind", "How"), others)
        + "\nThe number that is called (叫号牌) is printed by the kiosk and shown on the phone; it is not here.\n"
    )
