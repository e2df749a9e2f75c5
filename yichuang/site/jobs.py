"""Jobs of the installation itself."""

from datetime import UTC, datetime

from django.core.management import call_command
from procrastinate.contrib.django import app

from . import forgetting


@app.periodic(cron="* * * * *")
@app.task(name="site.retry_stalled", queueing_lock="site.retry_stalled")
async def retry_stalled(timestamp: int) -> None:  # noqa: ARG001 - given by the queue, needed by nothing here
    """Queue again what a worker was doing when it was killed; every job is safe to do twice."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(name="site.clear_sessions", queueing_lock="site.clear_sessions")
def clear_sessions(timestamp: int) -> None:  # noqa: ARG001 - as above
    """Remove the sessions that have ended, each night."""
    call_command("clearsessions")


@app.periodic(cron="41 3 * * *")
@app.task(name="site.forget", queueing_lock="site.forget")
def forget(timestamp: int) -> None:
    """Blank personal data past its term, each night."""
    forgetting.forget(datetime.fromtimestamp(timestamp, UTC))
