"""The words of letters to parties, in the language of each: what is asked, what is new, by when, where it is answered.

The link to answer is a secret. It stands in the outbox as a mark and takes its place in the moment of sending."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from visioon.kernel import clock
from visioon.kernel.cities.models import City
from visioon.kernel.look.dates import day_words
from visioon.kernel.notices import tokens
from visioon.kernel.notices.models import Consent, Letter
from visioon.kernel.notices.outbox import Words
from visioon.rooms.process import gates, reading, rules
from visioon.rooms.process.models import Confirmation, Party, PartyLetter, PlanVersion, Reply

OWN_LINK = "@@answer@@"  # stands for the personal link while a letter waits, and after it went
MOST = 8  # changes named in a letter; the rest is on the page
Occasion = PartyLetter.Occasion


def ground(city: City) -> str:
    """Why a party is written to: kept with its address, and said in every letter."""
    return _("%(city)s asks you as a party to the plan of its vision strategy. The city entered your address.") % {
        "city": city.name
    }


@dataclass
class Writer:
    """Writes of one version, to any number of parties; what changed is read once a language and earlier version."""

    version: PlanVersion
    given: Mapping[Any, Confirmation]  # the newest answer of each party
    replies: Mapping[Any, Reply]  # by answer
    changed: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    def words(self, party: Party, consent: Consent, occasion: str) -> Words:
        with override(consent.language):
            return self._words(party, consent, occasion)

    def _words(self, party: Party, consent: Consent, occasion: str) -> Words:
        answer = self.given.get(party.pk)
        since = self._since(answer)
        subject = _subject(self.version, occasion)
        marked = f"[{_('sample')}] {subject}" if party.is_sample else subject
        stop = address("process:stop_letters", party.city, token=tokens.make(tokens.STOP, consent.pk))
        shown: dict[str, Any] = {
            "language": consent.language,
            "subject": subject,
            "asks": self._asks(party, answer, occasion),
            "reply": self._reply(answer),
            "note": "" if occasion == Occasion.REPLIED else str(self.version.note),
            "changes": self._changes(since) if since and occasion != Occasion.REPLIED else [],
            "answer": OWN_LINK,
            "links": _links(self.version, since),
            "why": ground(party.city),
            "stop": stop,
        }
        html = render_to_string("process/party_letter.html", shown)
        return Words(marked, _plain(shown), html, _headers(party.city, stop))

    def _since(self, answer: Confirmation | None) -> PlanVersion | None:
        """The version that the party knows: the one that it answered, else the one before; None with the first."""
        if answer is not None and answer.version.number < self.version.number:
            return answer.version
        before = PlanVersion.objects.filter(cycle=self.version.cycle, number__lt=self.version.number)
        found: PlanVersion | None = before.select_related("edition").order_by("number").last()
        return found

    def _changes(self, since: PlanVersion) -> list[str]:
        key = (get_language() or "et", since.number)
        if key not in self.changed:
            lines = [one for part in reading.sections(self.version, since) for one in part.lines if not one.is_same]
            named = [f"{_change(one.change)}: {one.title}" for one in lines[:MOST]]
            more = len(lines) - MOST
            if more > 0:
                named.append(ngettext("and %(n)d more change", "and %(n)d more changes", more) % {"n": more})
            self.changed[key] = named
        return self.changed[key]

    def _reply(self, answer: Confirmation | None) -> str:
        reply = self.replies.get(answer.pk) if answer else None
        return str(reply.words) if reply else ""

    def _asks(self, party: Party, answer: Confirmation | None, occasion: str) -> list[str]:
        """What is asked of the party, paragraph by paragraph."""
        number, named = self.version.number, {"city": party.city.name, "party": party.name}
        if occasion == Occasion.REPLIED:
            return [
                _("This letter is for %(party)s.") % named,
                _("Thank you for your answer to version %(number)d of the plan. We replied to it.")
                % {"number": number},
            ]
        lines = [
            _("This letter is for %(party)s.") % named,
            _("%(city)s asks for your answer to version %(number)d of the plan of its vision strategy.")
            % {**named, "number": number},
        ]
        if answer is not None and answer.version.number < number:
            earlier = {"number": answer.version.number}
            lines.append(_("You answered version %(number)d. This one is newer, so we ask once more.") % earlier)
        lines.append(_("You can say yes, yes with a condition, or no. A condition or a no gets a reply from us."))
        return [*lines, _by_when(self.version.answers_by, occasion)]


def _by_when(day: date | None, occasion: str) -> str:
    silence = _("Silence is not counted as a yes: it is shown as silence.")
    if day is None:
        return silence
    if occasion == Occasion.AFTER:
        said = _("The last day was %(day)s, and there is no answer of yours yet. You can still give it.")
    else:
        said = _("We wait for your answer until %(day)s.")
    return f"{said % {'day': day_words(day)}} {silence}"


def _subject(version: PlanVersion, occasion: str) -> str:
    about = {"number": version.number, "day": day_words(version.answers_by)}
    if occasion == Occasion.REPLIED:
        return _("We replied to your answer to the plan, version %(number)d") % about
    if occasion == Occasion.AFTER:
        return _("The day has passed: your answer to the plan, version %(number)d") % about
    if occasion == Occasion.BEFORE:
        return _("A reminder: your answer to the plan, version %(number)d, by %(day)s") % about
    if occasion == Occasion.AGAIN:
        return _("We ask once more: do you agree to the plan, version %(number)d?") % about
    if version.answers_by:
        return _("Do you agree to the plan, version %(number)d? Please answer by %(day)s") % about
    return _("Do you agree to the plan, version %(number)d?") % about


def _change(code: str) -> str:
    return {"added": _("new"), "dropped": _("left out"), "changed": _("changed")}[code]


def address(name: str, city: City, **where: Any) -> str:
    """The whole address of a page, in the active language."""
    return f"{settings.ADDRESS}{reverse(name, kwargs={'city': city.slug, **where})}"


def paper(kind: str, city: City, page: str) -> str:
    """Where a page is had as a file: pptx or docx."""
    return f"{settings.ADDRESS}/{get_language()}/{city.slug}/papers/{kind}/?page={quote(page, safe='/')}"


def _links(version: PlanVersion, since: PlanVersion | None) -> list[tuple[str, str]]:
    page = address("process:version", version.city, number=version.number)
    own = page.removeprefix(settings.ADDRESS)
    found = [(_("The plan as a page"), page)]
    if since is not None:
        numbers = {"number": version.number, "earlier": since.number}
        found.append(
            (_("What changed since version %(number)d") % {"number": since.number}, _changes_at(version, numbers))
        )
    slides, text = paper("pptx", version.city, own), paper("docx", version.city, own)
    return [*found, (_("The plan as slides"), slides), (_("The plan for Word"), text)]


def _changes_at(version: PlanVersion, numbers: Mapping[str, int]) -> str:
    return address("process:changes", version.city, **numbers)


def _headers(city: City, stop: str) -> dict[str, str]:
    return {
        "List-Id": f"<parties.{city.slug}.{urlsplit(settings.ADDRESS).hostname}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }


def _plain(shown: Mapping[str, Any]) -> str:
    parts = list(shown["asks"])
    if shown["reply"]:
        parts.append(_("What we replied to you:") + "\n" + shown["reply"])
    if shown["note"]:
        parts.append(_("What is new in it:") + " " + shown["note"])
    if shown["changes"]:
        parts.append("\n".join(f"* {line}" for line in shown["changes"]))
    parts.append(_("Your own page, where you answer:") + "\n" + shown["answer"])
    parts.append(_("Keep this link to yourself: whoever has it answers in your name."))
    parts.append("\n".join(f"{label}: {where}" for label, where in shown["links"]))
    parts += ["--", shown["why"], _("Stop: %(address)s") % {"address": shown["stop"]}]
    return "\n\n".join(parts) + "\n"


def own_words(letter: Letter) -> Mapping[str, str]:
    """The personal link, made while the letter goes out: signed, with the party and the number of its link inside."""
    row = _row(letter)
    with override(letter.language):
        token = tokens.make(tokens.ANSWER, row.party_id, batch=str(row.party.link_number))
        return {OWN_LINK: address("process:answer", letter.city, secret=token)}


def needless(letter: Letter) -> str:
    """Why the letter is not sent any more: what it asks for is there, or nobody asks for it now."""
    row = _row(letter)
    if row.party.withdrawn_at is not None:
        return "not a party any more"
    if row.occasion == Occasion.REPLIED:
        return ""
    if PlanVersion.objects.filter(cycle=row.version.cycle_id, number__gt=row.version.number).exists():
        return "newer version"
    if Confirmation.objects.filter(party=row.party, version=row.version).exists():
        return "answered"
    if gates.is_over(row.version):
        return "part 0 has ended"
    reminds = row.occasion in {Occasion.BEFORE, Occasion.AFTER}
    return "promised" if reminds and rules.promised(row.party, clock.today(letter.city.time_zone)) else ""


def _row(letter: Letter) -> PartyLetter:
    found: PartyLetter = PartyLetter.objects.select_related("party", "version").get(letter=letter.pk)
    return found
