"""The worker's work for the journal."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from yichuang.kit.actor import SYSTEM

from . import services

EVERY_FIVE_SECONDS = "* * * * * */5"  # procrastinate's sixth column


@app.periodic(cron=EVERY_FIVE_SECONDS)
@app.task(name="journal.seal", queueing_lock="journal.seal", pass_context=False)
def seal(timestamp: int) -> None:
    """Every five seconds: seal what is new. Costs what is new, not what exists."""
    services.seal(now=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="5 0 * * *")
@app.task(name="journal.keep_list", queueing_lock="journal.keep_list", pass_context=False)
def keep_list(timestamp: int) -> None:
    """Just after midnight: write yesterday's list of seals, to be carried out of the house."""
    day = timezone.localdate(datetime.fromtimestamp(timestamp, UTC))
    services.keep_list(day - timedelta(days=1))


@app.periodic(cron="40 2 * * *")
@app.task(name="journal.prove", queueing_lock="journal.prove", pass_context=False)
def prove(timestamp: int) -> None:
    """Each night: prove the whole journal and keep what was found."""
    services.prove_now(by=SYSTEM, now=datetime.fromtimestamp(timestamp, UTC))
