"""The clock's work."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="17 * * * *")
@app.task(name="pacing.forget_attempts", queueing_lock="pacing.forget_attempts", pass_context=False)
def forget_attempts(timestamp: int) -> None:
    """Every hour: forget old wrong guesses."""
    services.forget_attempts(datetime.fromtimestamp(timestamp, UTC))
