# One image for web, worker, scheduler and migrations: docker-compose.yml says which it is.
FROM python:3.12-slim-bookworm AS build
WORKDIR /app
COPY requirements.lock .
RUN python -m venv /app/.venv \
 && .venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

FROM python:3.12-slim-bookworm
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    MOU_STATIC_ROOT=/app/static MOU_DATA_DIR=/tmp/mou-portal
WORKDIR /app
COPY --from=build /app/.venv .venv
COPY . .
# The names are needed to read the settings; nothing connects, and nothing of them is kept.
RUN DATABASE_URL=postgres://build/build REDIS_URL=redis://build/0 MOU_SECRET_KEY=build MOU_MATCH_KEY=build \
    python manage.py collectstatic --no-input
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin portal
USER portal
EXPOSE 8000
CMD ["gunicorn", "-c", "python:mou_portal.web_server", "mou_portal.wsgi"]
