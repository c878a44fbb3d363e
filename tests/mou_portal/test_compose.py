"""docker-compose.yml: what has to hold of every service, and its commands as they are."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from mou_portal import scheduler

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(TEXT)["services"]
OURS = ("web", "worker", "scheduler", "migrate")
LASTING = [name for name in SERVICES if name != "migrate"]
PASSWORDS = {"web": "POSTGRES_WEB_PASSWORD", "worker": "POSTGRES_WORKER_PASSWORD", "migrate": "POSTGRES_PASSWORD"}
SECRETS = (*PASSWORDS.values(), "POSTGRES_BACKUP_PASSWORD", "REDIS_PASSWORD", "MOU_SECRET_KEY", "MOU_MATCH_KEY")


def test_the_services_are_the_six_we_name():
    assert set(SERVICES) == {*OURS, "postgres", "redis"}


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_has_an_init_that_reaps(name):
    assert SERVICES[name]["init"] is True


@pytest.mark.parametrize("name", LASTING)
def test_each_lasting_service_has_a_health_check_and_comes_back_after_a_crash(name):
    assert SERVICES[name]["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", OURS)
def test_the_portals_services_share_one_image_that_cannot_write_to_itself(name):
    assert SERVICES[name]["image"] == "mou-portal"
    assert SERVICES[name]["read_only"] is True
    assert SERVICES[name]["cap_drop"] == ["ALL"]


@pytest.mark.parametrize("name", ["web", "worker", "scheduler"])
def test_the_schema_is_brought_up_to_date_once_before_anything_starts(name):
    assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    assert SERVICES["migrate"]["restart"] == "no"


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_comes_from_the_environment_and_is_asked_for_when_it_is_missing(secret):
    assert f"${{{secret}:?Set {secret}}}" in TEXT
    assert f"${{{secret}:-" not in TEXT


@pytest.mark.parametrize(("name", "role"), [
    ("web", "mou_web"), ("worker", "mou_worker"), ("scheduler", "mou_worker"), ("migrate", "mou_owner"),
])  # fmt: skip
def test_each_process_is_the_database_role_that_it_needs(name, role):
    address = SERVICES[name]["environment"]["DATABASE_URL"]

    assert address.startswith(f"postgres://{role}:${{{PASSWORDS.get(name, 'POSTGRES_WORKER_PASSWORD')}")


@pytest.mark.parametrize("ignore", [".gitignore", ".dockerignore"])
def test_secrets_kept_in_a_file_get_neither_into_the_image_nor_into_the_history(ignore):
    assert {".env", ".data"} <= {line.strip("/") for line in (ROOT / ignore).read_text().split()}


def test_nothing_but_the_web_server_is_published_and_that_on_this_machine():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert published == {"web": ["${MOU_PUBLISH:-127.0.0.1:8000}:8000"]}


@pytest.mark.parametrize("name", OURS)
def test_each_command_is_a_program_that_the_lock_file_installs(name):
    program = SERVICES[name]["command"][0]

    assert shutil.which(program, path=str(Path(sys.executable).parent)), program


def test_the_worker_and_the_scheduler_of_the_demonstration_are_those_of_compose():
    from mou_portal.demo import processes

    assert tuple(SERVICES["worker"]["command"]) == processes.WORKER
    assert tuple(SERVICES["scheduler"]["command"]) == processes.SCHEDULER
    assert tuple(SERVICES["web"]["command"]) == processes.WEB


def test_the_scheduler_is_well_while_it_looks_at_the_clock_and_not_after(tmp_path):
    environment = {**os.environ, "MOU_DATA_DIR": str(tmp_path)}
    question = [sys.executable, *SERVICES["scheduler"]["healthcheck"]["test"][2:]]
    sign = tmp_path / scheduler.SIGN_OF_LIFE.name
    assert subprocess.run(question, cwd=ROOT, env=environment, capture_output=True, check=False).returncode == 1

    beat = subprocess.Popen(
        [sys.executable, "-m", *SERVICES["scheduler"]["command"]],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 20
        while not sign.exists() and time.monotonic() < until:
            time.sleep(0.1)
        assert subprocess.run(question, cwd=ROOT, env=environment, check=False).returncode == 0
    finally:
        beat.terminate()
        beat.wait()

    os.utime(sign, (0, 0))
    assert subprocess.run(question, cwd=ROOT, env=environment, check=False).returncode == 1


def test_the_demonstration_is_served_to_this_machine_alone():
    refused = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--check-config", "-c", "python:mou_portal.web_server", "mou_portal.wsgi"],
        cwd=ROOT,
        env={**os.environ, "MOU_DEMO": "1", "MOU_BIND": "0.0.0.0:8000"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.returncode != 0
    assert "The demonstration serves this machine alone." in refused.stdout + refused.stderr
