"""How the workers behave; see ARCHITECTURE.md, "Two ways to run"."""

from django.conf import settings

broker_url = settings.REDIS_URL or "memory://"
# A step that was under way when its worker died is delivered again, and running it twice changes nothing.
task_acks_late = True
task_reject_on_worker_lost = True
worker_prefetch_multiplier = 1
broker_transport_options = {"visibility_timeout": 600}
broker_connection_retry_on_startup = True
task_ignore_result = True
# Celery closes the connection to the database around every task (celery issue 4116), and a server that is asked by a
# new one each time is busy with little else. How long one is kept is Django's to say: CONN_MAX_AGE, see celery.py.
CELERY_DB_REUSE_MAX = 1_000_000
# Python's memory after a large page is not given back. A fresh process reads the dictionaries of both languages again,
# which takes seconds, so it is not the number of tasks that ends one. In KiB; some 300,000 are in use from the start.
worker_max_memory_per_child = 600_000
task_soft_time_limit = 60
task_time_limit = 90
enable_utc = True
timezone = "UTC"

task_default_queue = "ledger"
task_queues = {name: {"exchange": name, "routing_key": name} for name in ("polling", "fetching", "language", "ledger")}

# Beat only rings: each ring looks for rows that are due. `expires` keeps rings from piling up behind a slow worker.
beat_schedule = {
    "due work": {"task": "claims.tasks.ring", "schedule": 15.0, "options": {"expires": 14, "queue": "polling"}},
}
