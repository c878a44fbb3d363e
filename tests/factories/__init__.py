"""Rows for tests: the smallest that are true, and each test says only what it is about."""

from .authorities import AppointmentFactory, JobTitleFactory, PersonFactory, SupplierFactory, authenticator_app, passkey
from .compliance import WatchFactory
from .placements import (
    HoursFactory,
    PlacementFactory,
    PostFactory,
    ProjectTeamFactory,
    RateFactory,
    ReferenceFactory,
    RegisterCheckFactory,
    SpellFactory,
    SubstantiveNoticeFactory,
    WorkerFactory,
)

__all__ = [
    "AppointmentFactory",
    "HoursFactory",
    "JobTitleFactory",
    "PersonFactory",
    "PlacementFactory",
    "PostFactory",
    "ProjectTeamFactory",
    "RateFactory",
    "ReferenceFactory",
    "RegisterCheckFactory",
    "SpellFactory",
    "SubstantiveNoticeFactory",
    "SupplierFactory",
    "WatchFactory",
    "WorkerFactory",
    "authenticator_app",
    "passkey",
]
