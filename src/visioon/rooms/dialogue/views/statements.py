"""The team drafts statements, opens and closes them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.once import once
from visioon.kernel.texts.registry import Key, key_of
from visioon.kernel.translation.actions import TRANSLATE
from visioon.rooms.dialogue import actions, names, queries
from visioon.rooms.dialogue.actions import STATE, LanguageMissing, NotOpen
from visioon.rooms.dialogue.forms import StatementForm, WordingForm
from visioon.rooms.dialogue.models import Contribution, Statement
from visioon.rooms.dialogue.views.work import actor_of, languages, to
from visioon.rooms.process.models import Activity

OPEN = "open"


def _statement(viewer: Viewer, number: int) -> Statement:
    found: Statement = get_object_or_404(
        Statement.objects.visible_to(viewer).select_related("city", "activity"), number=number
    )
    return found


@require_safe
@needs(STATE)
def statements(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _listed(request, viewer)


def _listed(request: HttpRequest, viewer: Viewer, refused: str = "") -> HttpResponse:
    rows = queries.statements(viewer)
    shown = {
        "rows": [(row, names.STATES[Statement.State(row.statement.state)], _missing(row)) for row in rows],
        "may_translate": viewer.may(TRANSLATE),
        "refused": refused,
        "page_has_samples": any(row.statement.is_sample for row in rows),
    }
    return render(request, "dialogue/statements.html", shown, status=422 if refused else 200)


def _missing(row: queries.Row) -> list[tuple[str, Key | None]]:
    """The languages that a statement lacks, each with its name among the texts to be translated while it is a draft."""
    one = row.statement
    is_draft = one.state == Statement.State.DRAFT and one.words.source in one.words.words
    return [(names.language(code), key_of(one, "words", code) if is_draft else None) for code in row.missing]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(STATE)
def new_statement(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    activities = Activity.objects.visible_to(viewer).filter(kind=Activity.Kind.STATEMENTS).order_by("ends", "id")
    form = StatementForm(request.POST or None, languages=viewer.city.languages, activities=activities)
    voice = _voice(viewer, form) if request.method == "POST" and form.is_valid() else None
    if request.method == "POST" and form.is_valid():
        by = actor_of(viewer)
        once(form.cleaned_data["key"], by, lambda: _stated(form, voice, by))
        return to(viewer, "statements")
    return render(request, "dialogue/statement_form.html", {"form": form, "statement": None})


def _voice(viewer: Viewer, form: StatementForm) -> Contribution | None:
    """The voice that the statement is made of; an error of the form where there is none of this number."""
    number = form.cleaned_data["voice"]
    found: Contribution | None = (
        Contribution.objects.visible_to(viewer).filter(number=number, state=queries.SHOWN).first() if number else None
    )
    if number and found is None:
        form.add_error("voice", _("No voice that is shown has this number."))
    return found


def _stated(form: StatementForm, voice: Contribution | None, by: Actor) -> Statement:
    said: dict[str, Any] = form.cleaned_data
    made = {"provenance": voice.provenance} if voice is not None else {}
    return actions.state(
        activity=said["activity"], words=form.text(), domain=said["domain"], contribution=voice, by=by, **made
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(STATE)
def statement(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    """Complete or change the words of a draft."""
    one = _statement(viewer, number)
    if one.state != Statement.State.DRAFT:
        return to(viewer, "statements")
    form = WordingForm(request.POST or None, languages=viewer.city.languages, text=one.words)
    if request.method == "POST" and form.is_valid():
        by = actor_of(viewer)
        if form.text():
            once(form.cleaned_data["key"], by, lambda: actions.word(statement=one, words=form.text(), by=by))
            return to(viewer, "statements")
        form.add_error(None, _("Write the statement, at least in one language."))
    missing = _missing(queries.Row(one, one.words.missing(viewer.city.languages)))
    shown = {
        "form": form,
        "statement": one,
        "missing": missing,
        "may_translate": viewer.may(TRANSLATE),
        "page_has_samples": one.is_sample,
    }
    return render(request, "dialogue/statement_form.html", shown)


@require_POST
@needs(STATE)
def statement_state(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    """Open or close. A statement that lacks a language does not open, and says which."""
    one, by = _statement(viewer, number), actor_of(viewer)
    try:
        if request.POST.get("do") == OPEN:
            actions.open_statement(statement=one, by=by)
        else:
            actions.close_statement(statement=one, by=by)
    except LanguageMissing:
        missing = languages(one.words.missing(viewer.city.languages))
        words = _("Statement %(number)s did not open. Still missing: %(languages)s.")
        return _listed(request, viewer, words % {"number": number, "languages": missing})
    except NotOpen:
        return _listed(request, viewer, _("Statement %(number)s is not open.") % {"number": number})
    return to(viewer, "statements")
