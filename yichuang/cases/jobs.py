"""The clock's work for cases."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="* * * * *")
@app.task(name="cases.sweep_lights", queueing_lock="cases.sweep_lights", pass_context=False)
def sweep_lights(timestamp: int) -> None:
    """Every minute: change the lights that are due. Costs what is due, not what exists."""
    services.sweep_lights(datetime.fromtimestamp(timestamp, UTC))
