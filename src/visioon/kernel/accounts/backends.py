"""Staff log in with e-mail and password; the same time is spent on known and unknown addresses."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from visioon.kernel.accounts.models import Person


class StaffBackend:
    def authenticate(
        self, request: HttpRequest | None, email: str | None = None, password: str | None = None, **_: Any
    ) -> Person | None:
        if not email or not password:
            return None
        person = Person.objects.filter(email=email.strip().lower()).first()
        if person is None:
            Person().set_password(password)
            return None
        return person if person.check_password(password) and person.is_active else None

    def get_user(self, user_id: UUID) -> Person | None:
        return Person.objects.select_related("actor").filter(pk=user_id, is_active=True).first()
