"""The worker's part: sending soon after it is posted, and once a minute what is left over."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from . import services

MOST_A_MINUTE = 100_000  # the time of one run ends it first, at the provider's rate


@app.task(name=services.DELIVER)
def deliver(*, message_id: int) -> None:
    """Send one message. A failure is kept on the row, and the sweep tries again when it is time."""
    services.deliver(message_id, now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="notices.sweep", queueing_lock="notices.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the minute it is for
    """Send what is due: second tries, lost jobs, what waited for a server or for morning."""
    services.sweep(timezone.now(), limit=MOST_A_MINUTE)


@app.periodic(cron="* * * * *")
@app.task(name="notices.sweep_pushes", queueing_lock="notices.sweep_pushes")
def sweep_pushes(timestamp: int) -> None:  # noqa: ARG001 - as above
    """Tell other systems what is due."""
    services.sweep_pushes(timezone.now())


@app.periodic(cron="40 3 * * *")
@app.task(name="notices.forget_pushes", queueing_lock="notices.forget_pushes")
def forget_pushes(timestamp: int) -> None:  # noqa: ARG001 - as above
    """Each night: drop what arrived long ago."""
    services.forget_pushes(timezone.now())


@app.periodic(cron="10 0 * * *")
@app.task(name="notices.mail_seals", queueing_lock="notices.mail_seals")
def mail_seals(timestamp: int) -> None:
    """Just after midnight: mail yesterday's list of seals to the addresses outside the house."""
    now = datetime.fromtimestamp(timestamp, UTC)
    services.mail_seals(timezone.localdate(now) - timedelta(days=1), now=now)
