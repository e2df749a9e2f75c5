"""What a centre's own layout may be, and what its compiler's complaints mean. Pure."""

import re
from dataclasses import dataclass

LONGEST = 60_000  # characters; the house's longest has about two thousand
_FETCHES = re.compile(r"\b(import|include)\b")
_PLACE = re.compile(r"[┌╭]─[^:]*:(\d+):(\d+)")
_WORDS = (
    (re.compile(r"unknown variable: (\S+)"), "用到了没有定义的名字“{0}”"),
    (re.compile(r"unclosed (?:delimiter|string|raw text)"), "括号、引号或者代码段没有收尾"),
    (re.compile(r"unexpected (?:closing|end of|argument|equals|comma|colon)"), "这里多了或少了符号"),
    (re.compile(r"expected (.+), found (.+)"), "这里的值种类不对，要的是 {0}，写的是 {1}"),
    (re.compile(r"^expected (.+)"), "这里写得不完整，缺 {0}"),
    (re.compile(r"file not found|escape the project root"), "模板不能读取文件"),
    (re.compile(r"cannot access fields|does not (?:contain|have) (?:field|key)"), "取了这份文书没有的内容"),
    (re.compile(r"unknown font|font family"), "用到了没有的字体"),
    (re.compile(r"infinite|maximum .*depth|too (?:many|deep)"), "模板一直循环，排不完"),
)


@dataclass(frozen=True)
class Fault:
    """Why a layout cannot be used, and the line of the centre's own source; 0 where there is none."""

    why: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Say where and why, in one sentence."""
        where = f"第 {self.line} 行第 {self.column} 个字符附近：" if self.line else ""
        return f"模板没有保存。{where}{self.why}。"


def fault_of(source: str) -> Fault | None:
    """Say what is wrong before anything is compiled: empty, too long, or fetching from elsewhere."""
    if not source.strip():
        return Fault("模板是空的")
    if len(source) > LONGEST:
        return Fault(f"模板太长，最多 {LONGEST} 个字符")
    if "\x00" in source:
        return Fault("模板不是文本")
    if found := _FETCHES.search(source):
        before = source[: found.start()]
        column = found.start() - before.rfind("\n")
        return Fault(f"模板不能用 {found[1]} 引用文件或网络上的内容", before.count("\n") + 1, column)
    return None


def explain(message: str, diagnostic: str, lines_before: int) -> Fault:
    """Return the compiler's complaint in plain words. `lines_before`: of ours, above the centre's own."""
    place = _PLACE.search(diagnostic)
    line = int(place[1]) - lines_before if place else 0
    why = next((words.format(*hit.groups()) for what, words in _WORDS if (hit := what.search(message))), "")
    said = f"{why}（{message}）" if why else f"排版程序不接受这里的写法（{message}）"
    if place is None or line < 1:
        return Fault(said)
    return Fault(said, line, int(place[2]) + 1)
