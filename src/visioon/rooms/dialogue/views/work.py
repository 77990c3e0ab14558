"""The team reads, answers and enters voices."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from visioon.kernel.accounts.access import at_work, needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import ERASE
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.once import once
from visioon.kernel.texts.registry import key_of
from visioon.kernel.texts.value import Text
from visioon.kernel.translation.actions import TRANSLATE
from visioon.rooms.dialogue import actions, answering, names, queries
from visioon.rooms.dialogue.actions import ANSWER, ENTER, MODERATE, STATE, About
from visioon.rooms.dialogue.forms import AnswerForm, EnterForm, EraseForm, ModerateForm
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.process.models import Activity
from visioon.rooms.process.queries import today

QUEUE = 10


def actor_of(viewer: Viewer) -> Actor:
    """The account that is at work."""
    if viewer.actor is None:
        raise PermissionError("an account was expected")
    return viewer.actor


def to(viewer: Viewer, name: str, query: str = "", **where: object) -> HttpResponseRedirect:
    url = reverse(f"dialogue:{name}", kwargs={"city": viewer.city.slug, **where})
    return HttpResponseRedirect(f"{url}?{query}" if query else url)


def _one(viewer: Viewer, number: int) -> Contribution:
    visible = queries.readable(Contribution.objects.visible_to(viewer))
    found: Contribution = get_object_or_404(visible, number=number)
    return found


@require_safe
@at_work
def work(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What waits in this room, and what to do first."""
    may = {"moderate": viewer.may(MODERATE), "answer": viewer.may(ANSWER), "state": viewer.may(STATE)}
    return render(request, "dialogue/work.html", {"desk": queries.desk(viewer), "may": may})


@require_safe
@needs(MODERATE)
def queue(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _queue(request, viewer)


def _queue(
    request: HttpRequest, viewer: Viewer, refused: tuple[Contribution, ModerateForm] | None = None
) -> HttpResponse:
    """One form a voice; one that was refused comes first, with what was written in it."""
    waiting = queries.waiting(viewer)
    first = [refused] if refused else []
    others = [one for one in waiting[:QUEUE] if not refused or one.pk != refused[0].pk]
    rows = [*first, *((one, _moderate_form(viewer, one)) for one in others)]
    done = request.GET.get("done", "")
    shown = {
        "rows": [(queries.Card(one), form) for one, form in rows],
        "total": waiting.count(),
        "done": int(done[:9]) if done.isdecimal() else None,
        "page_has_samples": any(one.is_sample for one, _ in rows),
    }
    return render(request, "dialogue/queue.html", shown, status=422 if refused else 200)


def _moderate_form(viewer: Viewer, one: Contribution, data: Any = None) -> ModerateForm:
    return ModerateForm(data, languages=viewer.city.languages, auto_id=f"id_{one.number}_%s")


@require_POST
@needs(MODERATE)
def moderate(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    one = _one(viewer, number)
    form = _moderate_form(viewer, one, request.POST)
    other = _other(viewer, form) if form.is_valid() else None
    if not form.is_valid():
        return _queue(request, viewer, (one, form))
    by, do = actor_of(viewer), form.cleaned_data["do"]
    once(form.cleaned_data["key"], by, lambda: _moderated(one, do, form.text(), other, by))
    return to(viewer, "queue", f"done={number}")


def _other(viewer: Viewer, form: ModerateForm) -> Contribution | None:
    """The voice that says the same; an error of the form where there is none of this number."""
    if form.cleaned_data["do"] != form.SAME:
        return None
    number = form.cleaned_data["same_as"]
    found: Contribution | None = (
        Contribution.objects.visible_to(viewer).filter(number=number, state=queries.SHOWN).first()
    )
    if found is None:
        form.add_error("same_as", _("No voice that is shown has this number."))
    return found


def _moderated(one: Contribution, do: str, reason: Text, other: Contribution | None, by: Actor) -> Contribution:
    if do == ModerateForm.HIDE:
        return actions.hide(contribution=one, reason=reason, by=by)
    if other is not None and other.pk != one.pk:
        actions.mark_duplicate(contribution=one, of=other, by=by)
    return actions.show(contribution=one, by=by)


@require_safe
@needs(ANSWER)
def answers(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Shown ones without an answer, oldest first, by key."""
    found, after = queries.unanswered(viewer), request.GET.get("after", "")
    wanted = found.filter(number__gt=int(after[:9])) if after.isdecimal() else found
    rows = list(wanted[: queries.PAGE + 1])
    done = request.GET.get("done", "")
    shown = {
        "cards": [queries.Card(one) for one in rows[: queries.PAGE]],
        "total": found.count(),
        "after": rows[queries.PAGE - 1].number if len(rows) > queries.PAGE else None,
        "done": int(done[:9]) if done.isdecimal() else None,
        **_unspoken(viewer),
    }
    shown["page_has_samples"] = any(one.is_sample for one in [*rows, *(answer for answer, _, _ in shown["unspoken"])])
    return render(request, "dialogue/answers.html", shown)


def _unspoken(viewer: Viewer) -> dict[str, Any]:
    """Answers in another language than the question, each with the language and the name of its text."""
    found = answering.unspoken(viewer)
    rows = [(one, one.contribution.passage.language) for one in found[:QUEUE]]
    keys = [key_of(one, "words", code) if code in viewer.city.languages else None for one, code in rows]
    return {
        "unspoken": [(one, names.language(code), key) for (one, code), key in zip(rows, keys, strict=True)],
        "unspoken_total": found.count(),
        "may_translate": viewer.may(TRANSLATE),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ANSWER)
def answer(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    one = _one(viewer, number)
    given = getattr(one, "answer", None)
    form = AnswerForm(
        request.POST or None,
        spoken=one.passage.language,
        languages=answering.languages(one, viewer),
        text=given.words if given else None,
        initial={"kind": given.kind} if given else None,
    )
    if request.method == "POST" and form.is_valid():
        by, kind = actor_of(viewer), form.cleaned_data["kind"]
        key = form.cleaned_data["key"]
        once(key, by, lambda: actions.answer(contribution=one, kind=kind, words=form.text(), by=by))
        return to(viewer, "answers", f"done={number}")
    shown = {
        "card": queries.Card(one),
        "form": form,
        "given": given,
        "spoken": names.language(one.passage.language),
        "lacks": answering.lacks(one, given, viewer),
        "page_has_samples": one.is_sample,
    }
    return render(request, "dialogue/answer.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ENTER)
def enter(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Write down what was said elsewhere; it waits to be read like every other."""
    on = today(viewer)
    found = Activity.objects.visible_to(viewer).filter(kind=Activity.Kind.CONTRIBUTIONS).order_by("ends", "id")
    activities = found.filter(pk__in=[one.pk for one in found if one.is_open(on)])
    form = EnterForm(request.POST or None, languages=viewer.city.languages, activities=activities)
    if request.method == "POST" and form.is_valid():
        by = actor_of(viewer)
        made = once(form.cleaned_data["key"], by, lambda: _entered(form.cleaned_data, by))
        return to(viewer, "enter", f"done={Contribution.objects.get(pk=made).number}")
    done = request.GET.get("done", "")
    shown = {"form": form, "open": activities.exists(), "done": int(done[:9]) if done.isdecimal() else None}
    return render(request, "dialogue/enter.html", shown)


def _entered(said: dict[str, Any], by: Actor) -> Contribution:
    page = said["language"] if said["language"] in said["activity"].city.languages else "et"
    return actions.say(
        activity=said["activity"],
        kind=said["kind"],
        words=said["words"],
        language=said["language"],
        channel=said["channel"],
        about=About(),
        role=Text.of(page, {page: said["role"]}) if said["role"] else None,
        by=by,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ERASE)
def erase(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    one, form = _one(viewer, number), EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.erase(contribution=one, by=actor_of(viewer))
        return to(viewer, "voice", number=number)
    shown = {"card": queries.Card(one), "form": form, "page_has_samples": one.is_sample}
    return render(request, "dialogue/erase.html", shown)


def languages(codes: list[str]) -> str:
    return ", ".join(names.language(code) for code in codes)
