"""The calendar file of a booking (RFC 5545). Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime

MOST_OCTETS = 75  # of a line, as the standard folds them


@dataclass(frozen=True)
class Entry:
    """What goes into somebody's calendar. `sequence` grows with each change, so that calendars follow it."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    place: str
    notes: str
    url: str
    is_off: bool = False


def ics(entry: Entry, *, now: datetime) -> str:
    """Return the file: one event, with an alarm two hours before. A cancelled one takes it out again."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Yichuang//Appointments//ZH",
        f"METHOD:{'CANCEL' if entry.is_off else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(entry.starts_at)}",
        f"DTEND:{_utc(entry.ends_at)}",
        f"STATUS:{'CANCELLED' if entry.is_off else 'CONFIRMED'}",
        f"SUMMARY:{_escaped(entry.summary)}",
        f"LOCATION:{_escaped(entry.place)}",
        f"DESCRIPTION:{_escaped(entry.notes)}",
        f"URL:{entry.url}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(entry.summary)}",
        "TRIGGER:-PT2H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> str:
    """Break a long line between characters; octets are counted, and the blank of a continuation is one."""
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > MOST_OCTETS:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n".join(parts)
