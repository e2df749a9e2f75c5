"""The clock's work for cases."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="* * * * *")
@app.task(name="cases.sweep_lights", queueing_lock="cases.sweep_lights", pass_context=False)
def sweep_lights(timestamp: int) -> None:
    """Every minute: change the lights that are due. Costs what is due, not what exists."""
    services.sweep_lights(datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="* * * * *")
@app.task(name="cases.sweep_waiting", queueing_lock="cases.sweep_waiting", pass_context=False)
def sweep_waiting(timestamp: int) -> None:
    """Every minute: accept what nobody answered in time, end what was not supplemented in time."""
    services.sweep_waiting(datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="* * * * *")
@app.task(name="cases.sweep_gaps", queueing_lock="cases.sweep_gaps", pass_context=False)
def sweep_gaps(timestamp: int) -> None:
    """Every minute: remind of promised materials, end what lapsed."""
    services.sweep_gaps(datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="* * * * *")
@app.task(name="cases.sweep_deliveries", queueing_lock="cases.sweep_deliveries", pass_context=False)
def sweep_deliveries(timestamp: int) -> None:
    """Every minute: record results that were to be sent by now."""
    services.sweep_deliveries(datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="* * * * *")
@app.task(name="cases.sweep_commitments", queueing_lock="cases.sweep_commitments", pass_context=False)
def sweep_commitments(timestamp: int) -> None:
    """Every minute: mark the checks of commitments that are overdue."""
    services.sweep_commitments(datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="* * * * *")
@app.task(name="cases.recount_closings", queueing_lock="cases.recount_closings", pass_context=False)
def recount_closings(timestamp: int) -> None:
    """Every minute: count again the limits of halls that a government notice shut. One small query else."""
    services.recount_closings(datetime.fromtimestamp(timestamp, UTC))
