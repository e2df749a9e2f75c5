"""Case numbers: the day and a running number, without a lock while the case is taken in."""

from datetime import date

from django.db import connection

# What follows in the transaction are inserts and the look-ups of their foreign keys: the same plan every
# time, so for them it may be kept. Said here because it costs no statement of its own.
_DRAW = """
SELECT nextval('cases_case_id_seq'), nextval('cases_case_no_seq'), (SELECT base FROM cases_caseday WHERE day = %s),
       set_config('plan_cache_mode', 'auto', true)
"""
_BEGIN = """
INSERT INTO cases_caseday (day, base) VALUES (%s, %s) ON CONFLICT (day) DO UPDATE SET day = excluded.day
RETURNING base
"""


def next_number(day: date) -> tuple[int, str]:
    """Return the key of a new case and the next number of the day, as in 202609160043. One query but for the
    day's first.

    A number drawn by a transaction that fails is never given again: numbers may have gaps, which the
    law allows; paper numbers, which may not, are counted elsewhere.
    """
    with connection.cursor() as cursor:
        while True:
            cursor.execute(_DRAW, [day])
            key, drawn, base, _mode = cursor.fetchone()
            if base is None:
                cursor.execute(_BEGIN, [day, drawn - 1])
                (base,) = cursor.fetchone()
            if drawn > base:
                return key, f"{day:%Y%m%d}{drawn - base:04d}"
