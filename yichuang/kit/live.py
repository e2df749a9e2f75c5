"""Where a page finds the live stream: the same host on the next port, unless a setting names another place."""

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port


def live_base(request: HttpRequest) -> str:
    """Return the address that streams lie under, without a slash at the end.

    The reader's own host name with the stream's port; behind a proxy, what YICHUANG_LIVE_URL says.
    """
    if settings.LIVE_URL:
        return str(settings.LIVE_URL).rstrip("/")
    host, _ = split_domain_port(request.get_host())
    return f"{request.scheme}://{host}:{settings.LIVE_PORT}"


def live_address(request: HttpRequest, centre_id: int) -> str:
    """Return the address of a centre's stream."""
    return f"{live_base(request)}/halls/{centre_id}"


def connect_sources(request: HttpRequest) -> str:
    """Return what a page may connect to, in the words of CSP: itself and the streams, nothing else."""
    base = live_base(request)
    return "'self'" if base.startswith("/") else f"'self' {base}/halls/"
