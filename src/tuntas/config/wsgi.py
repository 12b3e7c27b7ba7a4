"""The door for a web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuntas.config.settings")
application = get_wsgi_application()

# What stands now stands for good. Left to the collector, looking through all of it takes tens of milliseconds of
# somebody's request, again and again.
gc.collect()
gc.freeze()
