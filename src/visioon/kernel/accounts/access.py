"""How a view says who may open it. A view without such a mark fails the permission matrix and so the build."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import ANYONE, WORK, Permission
from visioon.kernel.accounts.viewer import Viewer

View = Callable[Concatenate[HttpRequest, Viewer, ...], HttpResponse]
Wrapped = Callable[..., HttpResponse]


def needs(permission: Permission) -> Callable[[View], Wrapped]:
    """The view gets (request, viewer, ...) and is opened only by viewers who hold the permission in this city."""

    def mark(view: View) -> Wrapped:
        @wraps(view)
        def guarded(request: HttpRequest, city: str, **kwargs: Any) -> HttpResponse:
            viewer: Viewer = request.viewer  # type: ignore[attr-defined]  # set by the viewer middleware
            if not viewer.may(permission):
                if not request.user.is_authenticated and request.method == "GET":
                    return redirect_to_login(request.get_full_path())
                raise PermissionDenied
            try:
                return view(request, viewer, **kwargs)
            except NotAllowed as refused:
                raise PermissionDenied(str(refused)) from refused

        guarded.access = permission  # type: ignore[attr-defined]  # read by the permission matrix
        return guarded

    return mark


anyone = needs(ANYONE)
at_work = needs(WORK)
