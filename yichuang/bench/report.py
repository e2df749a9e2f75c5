"""Turns figures into a report: each beside its floor, its target, and whether the target is met."""

from typing import Any

from yichuang.kit.command import Report

INTAKE_TARGET, SERVICE_TARGET = 0.1, 0.4
BARE_TARGET = 0.098  # ten times Open Zaak's 60 a second, where such a view answers 6,100
DESK_TARGET = 1.5
LOAD_TARGET = 5_000
START_TARGET, MEMORY_TARGET = 5.0, 400.0
ADD_TARGET = 1_000
PAPER_TARGET = 150
VERIFY_TARGET = 1_000_000
MOVE_TARGET, SWEEP_TARGET = 0.125, 2.0
IN_RANGE_TARGET = 0.75  # the range is the middle eight tenths of what may happen
LIVE_TARGET_MS = 500.0
IMPORT_MEMORY_TARGET = 1.25  # of ten times the rows
DRAIN_TARGET = 0.95  # of the provider's rate
CALL_TARGET, CALL_SERVICE_TARGET, CALL_TAIL_TARGET = 0.167, 0.5, 5.0


def _target(name: str, value: float, target: float, *, most: bool = False) -> dict[str, Any]:
    met = value <= target if most else value >= target
    return {"of": name, "value": value, "target": f"{'<=' if most else '>='} {target:g}", "met": met}


def _report(facts: dict[str, Any], targets: list[dict[str, Any]], lines: list[str]) -> Report:
    told = [
        f"{'达到' if t['met'] else '没有达到'}：{t['of']} = {t['value']:g}（目标 {t['target']}）"
        for t in targets
    ]
    return Report({**facts, "targets": targets}, "\n".join([*lines, *told]))


def of(name: str, facts: dict[str, Any]) -> Report:
    """Return the report of a measurement made inside a hall."""
    return {
        "intake": _of_intake,
        "desk": _of_desk,
        "load": _of_load,
        "papers": _of_papers,
        "verify": _of_verify,
        "move": _of_move,
        "joint": _of_joint,
        "sweep": _of_sweep,
        "watch": _of_sweep,
        "call": _of_call,
        "take": _of_take,
        "hall": _of_hall,
        "book": _of_take,
        "live": _of_live,
        "outbox": _of_outbox,
        "import": _of_import,
    }[name](facts)


def of_deadline(facts: dict[str, Any]) -> Report:
    """Return the report of adding working days."""
    targets = [_target("add_ns", facts["add_ns"], ADD_TARGET, most=True)]
    return _report(facts, targets, [f"{name}: {value}" for name, value in facts.items()])


def of_estimate(facts: dict[str, Any]) -> Report:
    """Return the report of the estimate of waits beside the average's."""
    long, naive = "error_of_waits_over_10_min", "naive_error_of_waits_over_10_min"
    targets = [
        _target("error_min", facts["error_min"], facts["naive_error_min"], most=True),
        _target(long, facts[long], facts[naive], most=True),
        _target("in_range", facts["in_range"], IN_RANGE_TARGET),
    ]
    return _report(facts, targets, [f"{name}: {value}" for name, value in facts.items()])


def of_start(facts: dict[str, Any]) -> Report:
    """Return the report of starting and of memory."""
    targets = [
        _target("start_s", facts["start_s"], START_TARGET, most=True),
        _target("pss_mb", facts["pss_mb"], MEMORY_TARGET, most=True),
    ]
    return _report(facts, targets, [f"{name}: {value}" for name, value in facts.items()])


def _of_call(facts: dict[str, Any]) -> Report:
    targets = [
        _target("ratio", facts["ratio"], CALL_TARGET),
        _target("service_ratio", facts["service_ratio"], CALL_SERVICE_TARGET),
        _target("p99_by_median", facts["p99_by_median"], CALL_TAIL_TARGET, most=True),
    ]
    return _report(facts, targets, [f"{name}: {value}" for name, value in facts.items()])


def _of_hall(facts: dict[str, Any]) -> Report:
    targets = [
        _target("errors", sum(facts["wrong"].values()), 0, most=True),
        _target("called_twice", facts["called_twice"], 0, most=True),
        _target("lost", facts["visitors"] - facts["served"], 0, most=True),
    ]
    return _report(facts, targets, [f"{name}: {value}" for name, value in facts.items()])


def _of_live(facts: dict[str, Any]) -> Report:
    targets = [_target("p99_ms", facts["p99_ms"], LIVE_TARGET_MS, most=True)]
    return _report(facts, targets, [f"{name}: {value}" for name, value in facts.items()])


def _of_outbox(facts: dict[str, Any]) -> Report:
    targets = [
        _target("ratio", facts["ratio"], DRAIN_TARGET),
        _target("desk_ratio", facts["desk_ratio"], DESK_TARGET, most=True),
        _target("lost", facts["messages"] - facts["delivered"], 0, most=True),
        _target("sent_twice", facts["texts_at_provider"] - facts["messages"], 0, most=True),
    ]
    return _report(facts, targets, [f"{name}: {value}" for name, value in facts.items()])


def _of_import(facts: dict[str, Any]) -> Report:
    targets = [
        _target("memory_ratio", facts["memory_ratio"], IMPORT_MEMORY_TARGET, most=True),
        _target("imported", facts["imported"], facts["rows"]),
        _target("unchanged_again", facts["unchanged_again"], facts["rows"]),
    ]
    return _report(facts, targets, [f"{name}: {value}" for name, value in facts.items()])


def _of_take(facts: dict[str, Any]) -> Report:
    return _report(facts, [], [f"{name}: {value}" for name, value in facts.items()])


def _of_papers(facts: dict[str, Any]) -> Report:
    targets = [_target("paper_ms", facts["paper_ms"], PAPER_TARGET, most=True)]
    return _report(facts, targets, [f"{name}: {value}" for name, value in facts.items()])


def _of_verify(facts: dict[str, Any]) -> Report:
    targets = [_target("lines_a_minute", facts["lines_a_minute"], VERIFY_TARGET)]
    return _report(facts, targets, [f"{name}: {value}" for name, value in facts.items()])


def _of_move(facts: dict[str, Any]) -> Report:
    targets = [
        _target("ratio", facts["ratio"], MOVE_TARGET),
        _target("service_ratio", facts["service_ratio"], SERVICE_TARGET),
    ]
    return _report(facts, targets, [f"{name}: {value}" for name, value in facts.items()])


def _of_joint(facts: dict[str, Any]) -> Report:
    return _report(facts, [], [f"{name}: {value}" for name, value in facts.items()])  # none was ever set


def _of_sweep(facts: dict[str, Any]) -> Report:
    small = facts.get("small", {}).get("seconds", {})
    lines, ratios = [f"{'':12}{'seconds':>9}{'small':>9}{'ratio':>7}"], {}
    for name, seconds in facts["seconds"].items():
        line = f"{name:12}{seconds:>9}"
        if name in small:
            ratios[name] = round(seconds / small[name], 2)
            line += f"{small[name]:>9}{ratios[name]:>7}"
        lines.append(line)
    targets = [
        _target(f"{name}: time of 1,000 due", ratio, SWEEP_TARGET, most=True)
        for name, ratio in ratios.items()
        if name != "floor"
    ]
    return _report({**facts, "ratios": ratios}, targets, lines)


def _of_load(facts: dict[str, Any]) -> Report:
    targets = [_target("rate", round(facts["rate"]), LOAD_TARGET)]
    return _report(facts, targets, [f"{name}: {value}" for name, value in facts.items()])


def _of_intake(facts: dict[str, Any]) -> Report:
    targets = [
        _target("of_bare", facts["of_bare"], BARE_TARGET),
        _target("ratio", facts["ratio"], INTAKE_TARGET),
        _target("service_ratio", facts["service_ratio"], SERVICE_TARGET),
    ]
    return _report(facts, targets, [f"{name}: {value}" for name, value in facts.items()])


def _of_desk(facts: dict[str, Any]) -> Report:
    small = facts.get("small", {}).get("pages", {})
    lines, ratios = [f"{'':40}{'p50':>9}{'p95':>9}{'p95 small':>11}{'ratio':>7}"], {}
    for label, page in facts["pages"].items():
        line = f"{label:40}{page['p50_ms']:>9}{page['p95_ms']:>9}"
        if label in small:
            ratios[label] = round(page["p95_ms"] / small[label]["p95_ms"], 2)
            line += f"{small[label]['p95_ms']:>11}{ratios[label]:>7}"
        lines.append(line)
    worst = max((ratio for label, ratio in ratios.items() if label != "floor"), default=None)
    targets = [] if worst is None else [_target("p95 ratio of the worst page", worst, DESK_TARGET, most=True)]
    return _report({**facts, "ratios": ratios}, targets, lines)
