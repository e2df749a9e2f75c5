"""Addresses of machines: a printer's on the hall's network, a card reader's on the machine itself. Pure."""

from urllib.parse import urlsplit

PRINTER_PORT = 9100  # raw printing, as every network printer of slips listens


def printer_address(text: str) -> tuple[str, int] | None:
    """Read `host` or `host:port`; None for what is no address."""
    parts = urlsplit(f"//{text.strip()}")
    try:
        host, port = parts.hostname, parts.port or PRINTER_PORT
    except ValueError:
        return None
    is_bare = not (parts.path or parts.query or parts.fragment or parts.username)
    return (host, port) if host and is_bare and " " not in host else None
