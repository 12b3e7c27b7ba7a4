"""Settings of the tests: the real ones, in a data folder that is thrown away."""

import atexit
import os
import shutil
import tempfile

os.environ["TUNTAS_TEST"] = "1"
os.environ.pop("TUNTAS_DEBUG", None)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's fixtures run an event loop
if "TUNTAS_HOME" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:
    home = tempfile.mkdtemp(prefix="tuntas-test-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["TUNTAS_HOME"] = home

from tuntas.config.settings import *  # noqa: E402, F403

CACHES["default"]["LOCATION"] = tempfile.mkdtemp(prefix="tuntas-test-cache-")  # noqa: F405
atexit.register(shutil.rmtree, CACHES["default"]["LOCATION"], ignore_errors=True)  # noqa: F405
PAGES_KEPT = 0  # every test sees what it has just changed
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed only; real ones guard real people
