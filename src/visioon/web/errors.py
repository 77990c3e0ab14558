"""Error pages say what happened, that nothing was saved, and what to do now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long or came without its cookie: 403, with the way back."""
    return render(request, "403_csrf.html", {"noindex": True}, status=403)
