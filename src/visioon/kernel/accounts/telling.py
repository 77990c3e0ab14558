"""What a page says first after something was done: the address carries a code, never words."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from visioon.kernel.accounts.viewer import Viewer


def back_to(viewer: Viewer, name: str, done: str = "", *, hash_: str = "", **kwargs: Any) -> HttpResponseRedirect:
    """To a page of this city, with the code of what it is to say first."""
    where = reverse(name, kwargs={"city": viewer.city.slug, **kwargs})
    return HttpResponseRedirect(where + (f"?done={done}" if done else "") + (f"#{hash_}" if hash_ else ""))


def told(request: HttpRequest, words: Mapping[str, Any]) -> list[Any]:
    """The words of the code in the address, for the line on top of the page; a form sent from there says its own."""
    code = request.GET.get("done", "") if request.method == "GET" else ""
    return [words[code]] if code in words else []
