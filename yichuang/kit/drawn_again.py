"""A form that was refused comes back as it was typed, with what is wrong beside its input: on every page.

A refusal names the input that it is about (`Invalid.field`). Most templates draw what was typed and say the fault
at its place; what one of them leaves out is put there here, so that no form can forget it: see the decision
`docs/adr/refused-forms-are-drawn-again.md`. Nothing is done to a page that is not the answer to a form. A form whose
inputs mean something else the second time, such as rows numbered anew, says `data-as-drawn` and fills itself.
"""

import re

from django.http import HttpRequest
from django.utils.html import escape

from yichuang.kit.refusal import Refused

_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
_INPUT = re.compile(r"<input\b[^>]*>")
_AREA = re.compile(r"(<textarea\b[^>]*>)(.*?)</textarea>", re.DOTALL)
_SELECT = re.compile(r"(<select\b[^>]*>)(.*?)</select>", re.DOTALL)
_OPTION = re.compile(r"<option\b[^>]*>")
_NAME, _VALUE, _TYPE = (re.compile(rf'\s{attribute}="([^"]*)"') for attribute in ("name", "value", "type"))
_TYPED = {"text", "search", "tel", "email", "url", "number", "date", "time", "month"}
_AS_DRAWN = " data-as-drawn>"
_MARKED = 'aria-invalid="true"'
SECRETS = frozenset({"tail", "given"})  # by which a person is known again: never written onto a screen


def drawn_again(html: str, request: HttpRequest, refusal: object) -> str:
    """Return a refused page with what was typed in the form that was sent, and the refusal's sentence at its input."""
    forms = [form for form in _FORM.finditer(html) if _likeness(form[0], request)]
    if not forms:
        return html
    sent = max(forms, key=lambda form: _likeness(form[0], request))
    form = sent[0]
    if _AS_DRAWN not in form:
        form = _filled(form, {name: values[0] for name, values in request.POST.lists() if len(values) == 1})
    field = getattr(refusal, "field", "")
    if isinstance(refusal, Refused) and field and _MARKED not in html:
        form = _told(form, escape(field), refusal.sentence)
    return html[: sent.start()] + form + html[sent.end() :]


def _likeness(form: str, request: HttpRequest) -> int:
    """Say how much of what was posted this form could have sent: several of a page may ask for a reason."""
    inside = 0
    for name, values in request.POST.lists():
        if name == "csrfmiddlewaretoken" or f'name="{escape(name)}"' not in form:
            continue
        inside += 1 + 8 * sum(
            f'name="{escape(name)}" value="{escape(value)}"' in form for value in values if value
        )
    return inside


def _filled(form: str, typed: dict[str, str]) -> str:
    """Put what was typed into the inputs, areas and choices that one of a name stands for."""
    typed = {escape(name): str(escape(value)) for name, value in typed.items() if name not in SECRETS}

    def of(tag: str) -> str | None:
        name = _NAME.search(tag)
        return typed.get(name[1]) if name else None

    def input_(found: re.Match[str]) -> str:
        tag, kind = found[0], _TYPE.search(found[0])
        value = of(tag) if (kind[1] if kind else "text") in _TYPED else None
        return tag if value is None else _VALUE.sub("", tag)[:-1] + f' value="{value}">'

    def area(found: re.Match[str]) -> str:
        value = of(found[1])
        return found[0] if value is None else f"{found[1]}\n{value}</textarea>"

    def select(found: re.Match[str]) -> str:
        value = of(found[1])
        if value is None or f'value="{value}"' not in found[2]:
            return found[0]
        chosen = f' value="{value}"'

        def option(one: re.Match[str]) -> str:
            tag = one[0].replace(" selected", "")
            return tag[:-1] + " selected>" if chosen in tag else tag

        return f"{found[1]}{_OPTION.sub(option, found[2])}</select>"

    return _SELECT.sub(select, _AREA.sub(area, _INPUT.sub(input_, form)))


def _told(form: str, name: str, sentence: str) -> str:
    found = re.search(rf'<(input|select|textarea)\b[^>]*\bname="{re.escape(name)}"[^>]*>', form)
    if found is None or 'type="hidden"' in found[0]:
        return form
    tag, kind, at = found[0], found[1], f"fault-{name}"
    said = f'<p class="field-fault" id="{at}">{escape(sentence)}</p>'
    marked = f'{tag[: len(kind) + 1]} {_MARKED} aria-describedby="{at}"{tag[len(kind) + 1 :]}'
    marked = marked.replace('class="', 'class="is-invalid ', 1)
    before, after = form[: found.start()], form[found.end() :]
    if 'type="radio"' in tag or 'type="checkbox"' in tag:
        return f"{before}{said}{marked}{after}"  # what follows the box is its own label
    if kind == "input":
        return f"{before}{marked}{said}{after}"
    inside, end, rest = after.partition(f"</{kind}>")
    return f"{before}{marked}{inside}{end}{said}{rest}"
