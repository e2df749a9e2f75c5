"""Taking apart cells that hold several things: materials, conditions, steps, laws."""

import re
from collections.abc import Callable

from . import labels
from .content import Basis, Faq, MaterialLine, StepLine
from .limits import parse_limit
from .text import NUMERAL, narrow, numeral, says_nothing

_OPEN, _CLOSE = "《（(“「【〔[", "》）)”」】〕]"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HAN = "一二三四五六七八九十"

# A style of numbering: given n, the pattern of its mark.
_STYLES: tuple[Callable[[int], str], ...] = (
    lambda n: rf"[（(]{n}[)）]\s*[.、．]?",
    lambda n: rf"(?<!\d){n}\s*(?:[、．]|[.](?!\d)|[)）])",
    lambda n: re.escape(_CIRCLED[n - 1]) + r"[.、]?" if n <= len(_CIRCLED) else r"(?!)",
    lambda n: rf"[（(]{_han(n)}[)）]\s*[.、．]?",
    lambda n: rf"(?<![{_HAN}]){_han(n)}\s*[、．.]",
)


def _han(n: int) -> str:
    if n <= 10:
        return _HAN[n - 1]
    tens, ones = divmod(n, 10)
    return ("" if tens == 1 else _HAN[tens - 1]) + "十" + (_HAN[ones - 1] if ones else "")


def split_items(cell: str) -> list[str]:
    """Split a cell at its numbering, else its line breaks, else its semicolons.

    Nothing is cut inside brackets or the marks of a book title; 12.5 is not a number 12.
    """
    text = cell.strip()
    for style in _STYLES:
        if pieces := _by_numbers(text, style):
            return _clean(pieces)
    if "\n" in text:
        return _clean(_joined(text.split("\n")))
    return _clean(_outside(text, "；;"))


def _by_numbers(text: str, style: Callable[[int], str]) -> list[str]:
    """Cut at marks 1, 2, 3 ... that follow one another; [] where the text is not numbered so."""
    first = re.search(rf"(?:^|[\s；;。,，:：、])(?P<mark>{style(1)})", text)
    if first is None:
        return []
    prefix, start = text[: first.start("mark")].strip(), first.end("mark")
    if prefix and _depth(prefix) != 0:
        return []
    pieces: list[str] = []
    n = 2
    while (mark := _next_mark(text, start, style(n))) is not None:
        pieces.append(text[start : mark.start()])
        start, n = mark.end(), n + 1
    pieces.append(text[start:])
    if n == 2 and not text.startswith(first["mark"]):
        return []  # a lone “1.” in running text numbers nothing
    head = [prefix] if prefix and not prefix.endswith((":", "：")) and not _announces(prefix) else []
    return head + pieces


def _announces(prefix: str) -> bool:
    """申请人应提交下列材料 announces a list and is not an item of it."""
    return bool(re.search(r"(?:如下|以下|下列).{0,12}$|材料[。，,]?$|目录$", prefix))


def _next_mark(text: str, start: int, pattern: str) -> re.Match[str] | None:
    for match in re.compile(pattern).finditer(text, start):
        if _depth(text[start : match.start()]) == 0:
            return match
    return None


def _depth(text: str) -> int:
    return sum(text.count(c) for c in _OPEN) - sum(text.count(c) for c in _CLOSE)


def _joined(lines: list[str]) -> list[str]:
    """Put lines together again that a bracket holds together."""
    out: list[str] = []
    for line in lines:
        if out and _depth(out[-1]) > 0:
            out[-1] += line.strip()
        else:
            out.append(line)
    return out


def _outside(text: str, marks: str) -> list[str]:
    """Cut at marks that stand outside brackets."""
    out, depth, start = [], 0, 0
    for at, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in marks and depth == 0:
            out.append(text[start:at])
            start = at + 1
    return [*out, text[start:]]


def _clean(pieces: list[str]) -> list[str]:
    return [p for piece in pieces if (p := piece.strip(" \n\t；;。,，、"))]


_COPIES = re.compile(rf"(?:一式|各|共)?\s*(?P<n>\d{{1,3}}|{NUMERAL})\s*[份套]")
_FORM_WORDS = re.compile(
    r"原件\s*[和及与、+＋]\s*复印件|原件或复印件|原件或扫描件|复印件|扫描件|原件|电子(?:件|版)"
)
_TAIL = re.compile(
    rf"[（(,，:：\s]*(?:(?:原件|复印件|扫描件|电子件|纸质|正本|副本|和|及|与|或|各|提供|提交|需|共|一式|均|加盖公章|[、，,]|\s)*"
    rf"(?:\d{{1,3}}|{NUMERAL})\s*[份套](?:原件|复印件|纸质|[、，,]|\s)*)+[）)]?$"
)
_BRACKETED_FORM = re.compile(
    r"[（(](?:原件|复印件|扫描件|电子[件版]|原件[和及与、+]复印件|原件或扫描件)[）)]$"
)


def read_material(text: str) -> MaterialLine:
    """Read one material with what it says of form and count: 身份证（原件1份）, 申请表一式二份."""
    text = " ".join(text.split())
    counted = list(_COPIES.finditer(text))
    name = _TAIL.sub("", text)
    name = _BRACKETED_FORM.sub("", name).strip(" ,，、；;。:：")
    kinds = _FORM_WORDS.findall(text)
    return MaterialLine(
        name=name or text,
        form=_form(kinds),
        copies=_copies(counted[0]["n"]) if counted else None,
        notes="" if not counted or len(counted) == 1 else text,
    )


def _form(kinds: list[str]) -> str:
    found = {labels.form("".join(kind.split())) for kind in kinds}
    if found == {"original", "copy"}:
        return "both"
    return found.pop() if len(found) == 1 else ""


def _copies(text: str) -> int:
    return int(text) if text.isdigit() else numeral(text)


def read_materials(cell: str) -> tuple[MaterialLine, ...]:
    """Read a cell of several materials; 无 gives none."""
    return () if says_nothing(cell) else tuple(read_material(item) for item in split_items(cell))


_STEP_MARKS = re.compile(r"\s*(?:→|—+>|-+>|⇒|>>|－+＞)\s*")


def read_steps(cell: str) -> tuple[StepLine, ...]:
    """Read a cell of several steps: 受理→审查（3个工作日）→决定, or numbered, or one a line."""
    if says_nothing(cell):
        return ()
    arrows = _STEP_MARKS.split(cell)
    items = _clean(arrows) if len(arrows) > 1 else split_items(cell)
    if len(items) == 1 and re.fullmatch(r"[^-—–\d]{2,8}(?:\s*[-—–]\s*[^-—–\d]{2,8}){2,}", items[0]):
        items = _clean(re.split("[-—–]", items[0]))
    if len(items) == 1 and re.fullmatch(r"[^，,。：:]{2,8}(?:、[^，,。：:]{2,8})+", items[0]):
        items = items[0].split("、")
    return tuple(read_step(item) for item in items)


_STEP_TIME = re.compile(r"[（(:：]([^（）()]*(?:工作日|小时|[日天]|当场|即时)[^（）()]*)[）)]?$")


def read_step(text: str, time: str = "", notes: str = "", **_: object) -> StepLine:
    """Read one step; a time in brackets or after a colon is its limit."""
    name = " ".join(text.split())
    match = (
        None
        if time
        else re.search(r"[（(:：]([^（）()]*(?:工作日|小时|[日天]|当场|即时)[^（）()]*)[）)]?$", name)
    )
    if match and parse_limit(match[1]).value is not None:
        name, time = name[: match.start()].strip(), match[1]
    reading = parse_limit(time)
    kind = labels.step_kind(name)
    return StepLine(
        name=name,
        kind=kind,
        role=labels.step_role(kind),
        limit_value=reading.value,
        limit_unit=reading.unit if reading.value is not None else "",
        limit_text=time,
        notes=notes,
    )


_LAW = re.compile(r"《([^》]+)》(?:\s*[（(][^）)]*(?:号|令|修订|修正)[^）)]*[）)])?")
_ARTICLE = re.compile(rf"第(?:{NUMERAL}|\d+)条(?:之{NUMERAL})?(?:第(?:{NUMERAL}|\d+)[款项])*")


def read_basis(cell: str) -> tuple[Basis, ...]:
    """Read laws and articles; a cell without the marks of a title is one basis as it stands."""
    if says_nothing(cell):
        return ()
    out = []
    for item in split_items(cell):
        laws = list(_LAW.finditer(item))
        if not laws:
            out.append(Basis(law=item))
        for at, law in enumerate(laws):
            end = laws[at + 1].start() if at + 1 < len(laws) else len(item)
            articles = _ARTICLE.findall(item[law.end() : end])
            out.append(Basis(law=law[0].strip(), article="、".join(dict.fromkeys(articles))))
    return tuple(dict.fromkeys(out))


_QUESTION = re.compile(r"(?:问|(?<![A-Za-z])Q)\s*\d*\s*[:：]")
_ANSWER = re.compile(r"(?:答|(?<![A-Za-z])A)\s*\d*\s*[:：]")


def read_faqs(cell: str) -> tuple[Faq, ...]:
    """Read questions and answers marked 问 and 答; anything else is one question without an answer."""
    if says_nothing(cell):
        return ()
    out = []
    for piece in _QUESTION.split(cell):
        if piece.strip():
            question, *answer = _ANSWER.split(piece, maxsplit=1)
            out.append(Faq(question=question.strip(), answer="".join(answer).strip()))
    return tuple(out)


def read_list(cell: str) -> tuple[str, ...]:
    """Read a short list such as channels: 窗口办理、网上办理."""
    if says_nothing(cell):
        return ()
    items = split_items(cell)
    if len(items) == 1:
        items = _clean(_outside(items[0], "、,，/|"))
    return tuple(items)


def join_key(*parts: str) -> str:
    """Return parts as one key for comparing."""
    return "|".join(narrow(part).lower() for part in parts)
