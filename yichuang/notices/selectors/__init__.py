from .messages import (
    Backlog,
    Tally,
    backlog_of,
    failed_at,
    inbox,
    of_case,
    opted_out,
    tally_at,
    unread,
)
from .ways import email_is_configured, quiet_at, sms_is_configured, ways_at
from .webhooks import (
    dead_pushes,
    forget_subscriptions,
    listening,
    pushes_of,
    secret_for,
    subscriptions,
)
from .wordings import InForce, forget_wordings, newest_version, versions_of, words_in_force

__all__ = [
    "Backlog",
    "InForce",
    "Tally",
    "backlog_of",
    "dead_pushes",
    "email_is_configured",
    "failed_at",
    "forget_subscriptions",
    "forget_wordings",
    "inbox",
    "listening",
    "newest_version",
    "of_case",
    "opted_out",
    "pushes_of",
    "quiet_at",
    "secret_for",
    "sms_is_configured",
    "subscriptions",
    "tally_at",
    "unread",
    "versions_of",
    "ways_at",
    "words_in_force",
]
