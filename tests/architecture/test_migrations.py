"""Migrations can be undone, and what may be only once is said in the migration that makes the table."""

import pytest
from django.apps import apps
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

HOUSE = ("visioon.kernel", "visioon.rooms")


def _ours() -> list[tuple[str, migrations.Migration]]:
    loader = MigrationLoader(connection)
    labels = {config.label for config in apps.get_app_configs() if config.name.startswith(HOUSE)}
    return [(f"{key[0]}.{key[1]}", one) for key, one in loader.disk_migrations.items() if key[0] in labels]


@pytest.mark.django_db
def test_every_migration_can_be_undone() -> None:
    stuck = [
        f"{name}: {operation}" for name, one in _ours() for operation in one.operations if not operation.reversible
    ]
    assert stuck == []


@pytest.mark.django_db
def test_constraints_stand_in_the_migration_that_makes_the_table() -> None:
    late = []
    for name, one in _ours():
        made = {op.name_lower for op in one.operations if isinstance(op, migrations.CreateModel)}
        late += [
            f"{name}: {op.constraint.name}"
            for op in one.operations
            if isinstance(op, migrations.AddConstraint) and op.model_name.lower() not in made
            if not _columns(op.constraint) <= _added(one, op.model_name.lower())
        ]
    assert late == []


def _added(one: migrations.Migration, model: str) -> set[str]:
    """The columns that a migration adds to a table, with the key that every table has: no row can break their rules."""
    fields = [op for op in one.operations if isinstance(op, migrations.AddField)]
    return {"id", *(op.name for op in fields if op.model_name.lower() == model)}


def _columns(constraint: object) -> set[str]:
    """The columns of which a constraint speaks."""
    found, open_ = set(getattr(constraint, "fields", ())), [getattr(constraint, "condition", None)]
    while open_:
        part = open_.pop()
        if isinstance(part, Q):
            open_ += part.children
        elif isinstance(part, tuple):
            found.add(part[0].split("__")[0])
            open_.append(part[1])
        elif isinstance(part, F):
            found.add(part.name)
    return found


def test_every_constraint_has_a_name_of_its_own() -> None:
    names = [
        constraint.name
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint | CheckConstraint)
    ]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_all_migrations_run_backwards_and_forwards() -> None:
    from django.core.management import call_command

    for label in ("synthesis", "priorities", "strategy", "goals", "dialogue"):
        call_command("migrate", label, "zero", verbosity=0)
    call_command("migrate", verbosity=0)
