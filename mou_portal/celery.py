"""The Celery application: workers that lose nothing, because the database owns the list of work."""

import os

from celery import Celery
from celery.schedules import schedule

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mou_portal.settings")

from django.conf import settings

TICK_SECONDS = 60

app = Celery("mou_portal")
app.conf.update(
    broker_url=settings.REDIS_URL,
    # A message unacknowledged this long goes to another worker. Short, because a second bell for a job that is
    # being done is refused by the database.
    broker_transport_options={"visibility_timeout": 300, "socket_connect_timeout": 3},
    broker_connection_retry_on_startup=True,
    task_publish_retry_policy={"max_retries": 1, "interval_start": 0.1},
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    worker_cancel_long_running_tasks_on_connection_loss=False,
    worker_hijack_root_logger=False,
    task_ignore_result=True,
    task_serializer="json",
    accept_content=["json"],
    enable_utc=True,
    timezone="UTC",
    beat_scheduler="mou_portal.scheduler:Scheduler",
    beat_schedule={"tick": {"task": "mou_portal.tick", "schedule": schedule(TICK_SECONDS)}},
)
app.set_default()  # for every thread of the web server, not only the one that imported this
app.autodiscover_tasks()
