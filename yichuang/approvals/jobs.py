"""The clock's work for review."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="* * * * *")
@app.task(name="approvals.sweep_lights", queueing_lock="approvals.sweep_lights", pass_context=False)
def sweep_lights(timestamp: int) -> None:
    """Every minute: change the lights of steps that are due. Costs what is due, not what exists."""
    services.sweep_lights(datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="* * * * *")
@app.task(name="approvals.recount_hearings", queueing_lock="approvals.recount_hearings", pass_context=False)
def recount_hearings(timestamp: int) -> None:
    """Every minute: count the days of open hearings again, where a calendar or a notice moved them."""
    services.recount_hearings(datetime.fromtimestamp(timestamp, UTC))
