"""告知承诺: the decision first, on a written commitment; the check afterwards (rules.md B7)."""

from django.db.models import TextChoices


class BarredArea(TextChoices):
    """What the law keeps out of it (rules.md B7): a matter in one of these cannot offer it."""

    NONE = "", "不属于下列领域"
    SECURITY = "security", "国家安全"
    SECRETS = "secrets", "国家秘密"
    PUBLIC_SAFETY = "public_safety", "公共安全"
    FINANCE = "finance", "金融审慎监管"
    ECOLOGY = "ecology", "生态环境保护"
    LIFE = "life", "人身健康、生命财产安全"


# Words in a matter's name that belong to a barred area: whoever sets the rule is told before she errs.
AREA_WORDS: dict[BarredArea, tuple[str, ...]] = {
    BarredArea.SECURITY: ("国家安全",),
    BarredArea.SECRETS: ("国家秘密", "涉密", "保密"),
    BarredArea.PUBLIC_SAFETY: (
        "枪支",
        "弹药",
        "爆炸",
        "焰火",
        "烟花",
        "危险化学品",
        "公共安全",
        "大型群众性活动",
    ),
    BarredArea.FINANCE: ("银行", "证券", "保险公司", "期货", "融资担保", "小额贷款", "典当"),
    BarredArea.ECOLOGY: ("环境影响", "排污", "生态", "放射性", "危险废物"),
    BarredArea.LIFE: ("药品", "医疗机构", "特种设备", "护士", "执业医师", "食品生产"),
}


def area_of(name: str) -> BarredArea:
    """Return the barred area that a matter's name speaks of; NONE where no word gives it away."""
    return next(
        (area for area, words in AREA_WORDS.items() if any(word in name for word in words)), BarredArea.NONE
    )


class CommitmentState(TextChoices):
    """Where a commitment stands."""

    SIGNED = "signed", "已承诺，待核查"
    RECTIFYING = "rectifying", "未履行，限期整改"
    KEPT = "kept", "已履行"
    BROKEN = "broken", "未履行承诺"
    REPAIRED = "repaired", "失信已修复"
    DROPPED = "dropped", "办件已结束"


class CommitmentMove(TextChoices):
    """What can be done about it."""

    FIND_KEPT = "find_kept", "核查：已履行"
    FIND_WANTING = "find_wanting", "核查：未履行，限期整改"
    FIND_BROKEN = "find_broken", "认定未履行"
    REPAIR = "repair", "信用修复"
    DROP = "drop", "终止"


COMMITMENT_MOVES: dict[tuple[CommitmentState, CommitmentMove], CommitmentState] = {
    (CommitmentState.SIGNED, CommitmentMove.FIND_KEPT): CommitmentState.KEPT,
    (CommitmentState.SIGNED, CommitmentMove.FIND_WANTING): CommitmentState.RECTIFYING,
    (CommitmentState.SIGNED, CommitmentMove.FIND_BROKEN): CommitmentState.BROKEN,
    (CommitmentState.SIGNED, CommitmentMove.DROP): CommitmentState.DROPPED,
    (CommitmentState.RECTIFYING, CommitmentMove.FIND_KEPT): CommitmentState.KEPT,
    (CommitmentState.RECTIFYING, CommitmentMove.FIND_BROKEN): CommitmentState.BROKEN,
    (CommitmentState.BROKEN, CommitmentMove.REPAIR): CommitmentState.REPAIRED,
}
