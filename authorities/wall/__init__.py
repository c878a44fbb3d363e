"""The second wall: PostgreSQL's row-level security, behind `for_user`, for the day when a query forgets to ask it."""

# Database roles: the web's and the worker's use the tables and own none, the backup's reads all of them.
WEB, WORKER, BACKUP = "mou_web", "mou_worker", "mou_backup"
