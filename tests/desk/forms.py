"""Forms as a browser sees them: their fields, what stands in them, and what is sent when a button is pressed."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = {
    "text",
    "search",
    "tel",
    "email",
    "url",
    "number",
    "date",
    "time",
    "datetime-local",
    "month",
    "textarea",
    "password",
}


@dataclass
class Field:
    """One input, with what stands in it; choices for a select."""

    name: str
    kind: str
    value: str = ""
    is_on: bool = True  # a box that is ticked, an option that is chosen

    @property
    def is_typed(self) -> bool:
        return self.kind in TYPED


@dataclass
class Form:
    """One form of a page."""

    action: str
    method: str
    is_multipart: bool
    id: str = ""
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def shape(self) -> tuple[object, ...]:
        """What tells one form from another, whatever thing it is about."""
        return tuple(sorted({(f.name.rstrip("0123456789"), f.kind) for f in self.fields})), tuple(
            sorted(set(self.buttons))
        )

    def sent(self, typed: dict[str, str], button: tuple[str, str] | None) -> dict[str, list[str]]:
        """Return what a browser sends: what stands there, what was typed, and the button."""
        values: dict[str, list[str]] = {}
        for one in self.fields:
            if one.is_on and one.name and one.kind not in {"file", "submit", "button"}:
                values.setdefault(one.name, []).append(
                    typed.get(one.name, one.value) if one.is_typed else one.value
                )
        if button and button[0]:
            values.setdefault(button[0], []).append(button[1])
        return values


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.apart: list[tuple[str, Field | tuple[str, str]]] = []
        self.select: Field | None = None
        self.has_options = False
        self.area: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(
                said.get("action") or self.address,
                said.get("method", "get").lower(),
                "multipart" in said.get("enctype", ""),
                said.get("id", ""),
            )
            self.forms.append(self.open)
        elif tag == "input":
            self._input(said)
        elif tag == "button" and said.get("type", "submit") == "submit":
            self._button(said)
        elif tag == "textarea":
            self.area = Field(said.get("name", ""), "textarea")
            self._add(self.area, said)
        else:
            self._choice(tag, said)

    def _input(self, said: dict[str, str]) -> None:
        kind = said.get("type", "text")
        if kind in {"submit", "image", "button"}:
            self._button(said)
            return
        is_box = kind in {"checkbox", "radio"}
        value = said.get("value", "on" if is_box else "")
        self._add(Field(said.get("name", ""), kind, value, not is_box or "checked" in said), said)

    def _choice(self, tag: str, said: dict[str, str]) -> None:
        if tag == "select":
            self.select, self.has_options = Field(said.get("name", ""), "select"), False
            self._add(self.select, said)
        elif tag == "option" and self.select is not None:
            if "selected" in said or not self.has_options:
                self.select.value = said.get("value", "")
            self.has_options = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area.value += data

    def _add(self, one: Field, said: dict[str, str]) -> None:
        if "disabled" in said:
            return
        if owner := said.get("form"):
            self.apart.append((owner, one))
        elif self.open is not None:
            self.open.fields.append(one)

    def _button(self, said: dict[str, str]) -> None:
        if "disabled" in said or "formaction" in said:  # aria-disabled does not keep a browser from sending
            return
        pair = (said.get("name", ""), said.get("value", ""))
        if owner := said.get("form"):
            self.apart.append((owner, pair))
        elif self.open is not None:
            self.open.buttons.append(pair)


def forms_of(page: str, address: str) -> list[Form]:
    """Return the forms of a page that are posted."""
    reader = _Reader(address)
    reader.feed(page)
    by_id = {form.id: form for form in reader.forms if form.id}
    for owner, thing in reader.apart:
        if form := by_id.get(owner):
            (form.fields if isinstance(thing, Field) else form.buttons).append(thing)  # type: ignore[arg-type]
    return [form for form in reader.forms if form.method == "post"]
