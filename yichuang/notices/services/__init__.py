"""The only code that writes messages, hands them to the post, and tells other systems."""

from .forgetting import personal_data
from .posting import DELIVER, Posting, lines_for, mail_seals, mark_read, post, post_all
from .sending import deliver, drain, open_channels, sweep, try_again, try_all_again
from .webhooks import (
    end_subscription,
    forget_pushes,
    push,
    renew_secret,
    replay,
    subscribe,
    sweep_pushes,
)
from .wishes import opt_in, opt_out, why_not_opt_out
from .wordings import preview_of, set_words, why_not_words

__all__ = [
    "DELIVER",
    "Posting",
    "deliver",
    "drain",
    "end_subscription",
    "forget_pushes",
    "lines_for",
    "mail_seals",
    "mark_read",
    "open_channels",
    "opt_in",
    "opt_out",
    "personal_data",
    "post",
    "post_all",
    "preview_of",
    "push",
    "renew_secret",
    "replay",
    "set_words",
    "subscribe",
    "sweep",
    "sweep_pushes",
    "try_again",
    "try_all_again",
    "why_not_opt_out",
    "why_not_words",
]
