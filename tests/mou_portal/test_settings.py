"""What the environment lacks is said in words, and there is no database but PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = {
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1",
    "MOU_SECRET_KEY": "a" * 50,
    "MOU_MATCH_KEY": "b" * 50,
}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DATABASE_URL", "sqlite:///somewhere.db", "DATABASE_URL names no PostgreSQL database."),
        ("DATABASE_URL", "nonsense", "DATABASE_URL names no PostgreSQL database."),
        ("MOU_SECRET_KEY", "", "Set MOU_SECRET_KEY in the environment."),
    ],
)
def test_a_command_says_what_its_environment_lacks(name, value, said):
    environment = {"PATH": os.environ["PATH"], **ELSEWHERE, name: value}
    asked = [sys.executable, "manage.py", "assess", "--json"]
    run = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(said)
    assert not (ROOT / "somewhere.db").exists()
