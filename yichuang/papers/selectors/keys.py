"""Where the key of certificates lies."""

from pathlib import Path

from django.conf import settings


def key_path() -> Path:
    """Return where the key lies: the configured PKCS#12 file, else the demonstration's in the data folder."""
    return Path(settings.SIGNING_KEY) if settings.SIGNING_KEY else Path(settings.DATA_DIR) / "signing-key.p12"
