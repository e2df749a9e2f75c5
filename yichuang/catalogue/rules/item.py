"""One record of a file after reading: a guide's content and what ties it to its matter."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext

from .content import FIELDS, Content
from .splitting import join_key
from .text import narrow, tidy

LONGEST_NAME = 200  # the longest real name of a matter seen has 96 characters


class Rejected(Exception):
    """A record cannot be taken in; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What one record says. `spoken` names the fields that the source has a place for."""

    content: Content
    code: str = ""  # the record's own code: of the handling item, or of the agency's list
    task_code: str = ""
    catalog_code: str = ""
    main_name: str = ""
    sub_name: str = ""
    is_handling: bool = False  # a handling item (业务办理项), even where no sub-item stands above it
    centre_code: str = ""
    spoken: frozenset[str] = frozenset(FIELDS)
    warnings: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """By what the record is found again: its code, else its id, else name, agency and place."""
        if code := self.code or self.task_code:
            return narrow(code)
        said = self.content
        if said.source_id:
            return narrow(said.source_id)
        return join_key(said.name, said.source_agency, said.source_place, self.main_name, self.sub_name)


def checked_name(raw: object) -> str:
    """Return a matter's name in one line; raise `Rejected` where it is missing or cannot be one."""
    name = " ".join(tidy(raw).split()) if raw is not None else ""
    if not name or name in {"无", "/", "-"}:
        raise Rejected(gettext("没有事项名称。"))
    if len(name) > LONGEST_NAME:
        raise Rejected(
            gettext("事项名称有 %(length)s 个字，超过 %(most)s 个字，像是把正文填进了名称。")
            % {"length": len(name), "most": LONGEST_NAME}
        )
    if not re.search(r"[㐀-鿿𠀀-𰀀]{2}|[A-Za-z]{4}", name):
        raise Rejected(gettext("事项名称“%(name)s”不像一个名称。") % {"name": name[:30]})
    return name
