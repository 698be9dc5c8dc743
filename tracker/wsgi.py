"""What the web server serves."""

import os

from django.core.wsgi import get_wsgi_application

from tracker import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
application = get_wsgi_application()
env.demand("SECRET_KEY", "a long random text; bin/start makes one")
