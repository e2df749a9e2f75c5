"""The clock's work for joint applications."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="* * * * *")
@app.task(name="joint.sweep", queueing_lock="joint.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Every minute: note what has passed its overall limit."""
    services.sweep(datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="17 * * * *")
@app.task(name="joint.recount", queueing_lock="joint.recount", pass_context=False)
def recount(timestamp: int) -> None:
    """Every hour: count the overall limits again that a calendar or a government notice has moved."""
    services.recount(datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="41 * * * *")
@app.task(name="joint.forget_drafts", queueing_lock="joint.forget_drafts", pass_context=False)
def forget_drafts(timestamp: int) -> None:
    """Every hour: forget what citizens filled in or uploaded and did not send."""
    now = datetime.fromtimestamp(timestamp, UTC)
    services.forget_drafts(now)
    services.forget_uploads(now)
