"""Settings of the barest server: the product's own database and web server, one view, and no middleware.

What others measured on their machines was such a view; beside it a figure of ours can be carried over.
"""

from yichuang.site.settings import *  # noqa: F403 - all but what follows

MIDDLEWARE = []
ROOT_URLCONF = "yichuang.bench.urls"
