"""The clock's work for enquiries."""

from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="* * * * *")
@app.task(name="enquiries.index", queueing_lock="enquiries.index", pass_context=False)
def index(timestamp: int) -> None:  # noqa: ARG001 - the clock names the minute; what is new does not depend on it
    """Every minute: let newly published guides answer questions."""
    services.index_new()
