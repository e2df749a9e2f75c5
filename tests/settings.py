"""The product's settings, on a throw-away database and data folder.

Read before any conftest, so the address of the database is fixed here; `conftest.py` starts the server there.
Under xdist the workers inherit what the controller wrote into the environment.
"""

import os
import tempfile
from pathlib import Path

if "YICHUANG_TEST_HOME" not in os.environ:
    os.environ["YICHUANG_TEST_HOME"] = tempfile.mkdtemp(prefix="yichuang-test-")
    os.environ["YICHUANG_TEST_OWNER"] = str(os.getpid())
HOME = Path(os.environ["YICHUANG_TEST_HOME"])
HOME.chmod(0o711)  # root's database runs under an account of its own, which has to pass through
os.environ["YICHUANG_DATA"] = str(HOME / "data")
if "DATABASE_URL" not in os.environ:
    os.environ["YICHUANG_TEST_SERVER"] = "embedded"
    os.environ["DATABASE_URL"] = f"postgresql://postgres@/postgres?host={HOME / 'server' / 'run'}"

from yichuang.site.settings import *  # noqa: E402, F403 - after the environment that it reads
from yichuang.site.settings import DATABASES, STORAGES  # noqa: E402

# No test collects static files to show a page; one house test shows that collecting works.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Signing in is in nearly every test; the strength of the real hasher would be most of their time.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["ENGINE"] = "tests.database"  # empties tables faster
# Each process copies the database that `clusters.py` made; on another server it makes its own.
if os.environ.get("YICHUANG_TEST_SERVER") == "embedded":
    DATABASES["default"]["TEST"] = {"TEMPLATE": "yc_template"}
