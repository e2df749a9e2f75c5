import time
from datetime import date

from django.db.models import Q

from ..models import Authorisation, Centre, Department, Window
from ..rules.settings import CENTRE_SETTINGS, Value

_FRESH_SECONDS = 5.0  # settings change a few times a year; five seconds late is soon enough
_cards: dict[int, tuple[float, Department]] = {}
_centres: dict[int, tuple[float, Centre]] = {}
_windows: dict[int, tuple[float, Window]] = {}
_letters: dict[tuple[int, date], tuple[float, list[list[str]]]] = {}
_lines: dict[int, tuple[float, list[dict[str, Value]]]] = {}


def line_of(centre: Centre) -> list[Centre]:
    """Return the centre and those it follows, nearest first (参照执行, R001)."""
    line = [centre]
    while line[-1].follows_id and len(line) < 8:
        parent = line[-1].follows
        if parent is None or parent in line:
            break
        line.append(parent)
    return line


def department_card(department_id: int) -> Department:
    """Return a department with its centre, from memory for a few seconds: every paper names both."""
    known = _cards.get(department_id)
    if known and time.monotonic() - known[0] < _FRESH_SECONDS:
        return known[1]
    card = Department.objects.select_related("centre").get(pk=department_id)
    _cards[department_id] = (time.monotonic(), card)
    return card


def centre_card(centre_id: int) -> Centre:
    """Return a centre, from memory for a few seconds."""
    known = _centres.get(centre_id)
    if known and time.monotonic() - known[0] < _FRESH_SECONDS:
        return known[1]
    card = Centre.objects.get(pk=centre_id)
    _centres[centre_id] = (time.monotonic(), card)
    return card


def window_words(window_id: int | None) -> str:
    """Return what letters call a window, as in 5 号窗口; from memory for a few seconds."""
    return str(window_card(window_id)) if window_id is not None else ""


def window_card(window_id: int) -> Window:
    """Return a window with its theme, from memory for a few seconds: every page of a clerk names it."""
    known = _windows.get(window_id)
    if known and time.monotonic() - known[0] < _FRESH_SECONDS:
        return known[1]
    card = Window.objects.select_related("theme").get(pk=window_id)
    _windows[window_id] = (time.monotonic(), card)
    return card


def _settings_along(centre_id: int) -> list[dict[str, Value]]:
    known = _lines.get(centre_id)
    if known and time.monotonic() - known[0] < _FRESH_SECONDS:
        return known[1]
    centre = Centre.objects.select_related("follows__follows__follows").get(pk=centre_id)
    along = [c.settings for c in line_of(centre)]
    _lines[centre_id] = (time.monotonic(), along)
    return along


def forget_settings() -> None:
    """Drop what this process remembers of centres' settings, after a change."""
    _lines.clear()
    _cards.clear()
    _centres.clear()
    _windows.clear()
    _letters.clear()


def _setting(centre_id: int, key: str) -> Value:
    for settings in _settings_along(centre_id):
        if key in settings:
            return settings[key]
    return CENTRE_SETTINGS[key].default


def centre_setting(centre_id: int, key: str) -> int:
    """Return a whole-number setting as it holds at a centre: its own, an ancestor's, or the default."""
    value = _setting(centre_id, key)
    if not isinstance(value, int):
        raise TypeError(f"{key} is not a number")
    return value


def setting_text(centre_id: int, key: str) -> str:
    """Return a text setting as it holds at a centre."""
    return str(_setting(centre_id, key))


def department_authorises(department_id: int, matter_code: str, *, on: date) -> bool:
    """Say whether a written authorisation lets the window decide this matter itself (R010).

    One query, and none for a few seconds after it: letters hold by the day.
    """
    known = _letters.get((department_id, on))
    if known is None or time.monotonic() - known[0] >= _FRESH_SECONDS:
        known = (time.monotonic(), _letters_of(department_id, on))
        _letters[department_id, on] = known
    return any(not codes or matter_code in codes for codes in known[1])


def _letters_of(department_id: int, on: date) -> list[list[str]]:
    letters = Authorisation.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on),
        department_id=department_id,
        decides_at_window=True,
        from_on__lte=on,
    )
    return list(letters.values_list("matter_codes", flat=True))
