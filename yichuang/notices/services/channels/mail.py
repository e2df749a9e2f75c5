"""E-mail by SMTP."""

import hashlib
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from .parcel import Answer, Outcome, Parcel

GONE = 550  # RFC 5321: no such mailbox; the other 55x may be about us, or about today


class Mail:
    """A mail server. The connection stays open between letters and is made anew after a fault."""

    def __init__(self) -> None:
        self._server = get_connection()

    def send(self, parcel: Parcel) -> Answer:
        """Hand one letter to the mail server; a repeat has the same Message-ID."""
        try:
            _letter(parcel, self._server).send()
        except SMTPRecipientsRefused as refused:
            self._again()
            code = next(iter(refused.recipients.values()))[0] if refused.recipients else 0
            return Answer(Outcome.REFUSED if code == GONE else Outcome.TRY_AGAIN, reason=_words(refused))
        except (OSError, SMTPException, ValueError) as error:
            self._again()
            return Answer(Outcome.TRY_AGAIN, reason=_words(error))
        return Answer(Outcome.ACCEPTED)

    def _again(self) -> None:
        self.close()
        self._server = get_connection()

    def close(self) -> None:
        """Say goodbye to the server."""
        self._server.close()


def _letter(parcel: Parcel, server: BaseEmailBackend) -> EmailMessage:
    sender = settings.DEFAULT_FROM_EMAIL
    mark = hashlib.sha256(parcel.key.encode()).hexdigest()[:32]
    domain = sender.rpartition("@")[2].rstrip(">") or "localhost"
    headers = {"Message-ID": f"<{mark}@{domain}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(
        parcel.subject, parcel.body, sender, [parcel.address], connection=server, headers=headers
    )


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
