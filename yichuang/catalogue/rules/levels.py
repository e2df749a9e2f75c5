"""Limits by level of government (县级承诺办结时限, 省级法定办结时限): the hall's own is taken, the others are noted.

Sheets of matters that go up to a higher body carry a limit for each. The clock of a hall runs by its own.
"""

from . import labels
from .cells import Cells

_UPWARDS = ("乡镇", "街道", "县", "区", "市", "省", "国家")
_SIDES = {"promised": "承诺办结时限", "statutory": "法定办结时限"}


def take_own_level(row: Cells) -> None:
    """Put the limit of the row's own level in its place, and the others among the notes on limits.

    The own level is what 行使层级 says, else the lowest that has a limit: it takes the application in.
    """
    for side, title in _SIDES.items():
        found = {level: row.get(f"{side}@{level}") for level in _UPWARDS if row.get(f"{side}@{level}")}
        if not found:
            continue
        said = labels.LEVELS.get(row.get("use_level").strip(), row.get("use_level"))
        own = next((level for level in found if level in said), next(iter(found)))
        others = found
        if not row.get(side):
            row.cells[side] = found[own]
            row.units[side] = row.units[f"{side}@{own}"]
            others = {level: text for level, text in found.items() if level != own}
        notes = [f"{level}级{title}：{text}{row.units[f'{side}@{level}']}" for level, text in others.items()]
        if notes:
            row.warnings.append(f"{title}有几级，按{own}级的取，其余记在时限说明里")
            row.cells[f"{side}_note"] = "\n".join(filter(None, [row.get(f"{side}_note"), *notes]))
