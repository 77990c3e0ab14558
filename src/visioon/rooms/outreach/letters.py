"""The words of letters: the confirmation, and an issue in a language with each reader's own link."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from visioon.kernel.cities.models import City
from visioon.kernel.look.markdown import markdown_html
from visioon.kernel.notices import tokens
from visioon.kernel.notices.models import Consent
from visioon.kernel.notices.outbox import Words
from visioon.kernel.texts.value import Text
from visioon.rooms.outreach.models import Campaign

READERS_OWN = "@@stop@@"  # stands for the link that differs from reader to reader
OWN_PAGE = re.compile(r'(href="|\]\()/(?!/)')


def consent_words(city: City) -> str:
    """What a reader agrees to: shown on the page, and kept with the consent."""
    return _(
        "Yes, send me the newsletter of the vision strategy of %(city)s, a few times a year. "
        "I can stop it with one click in every letter."
    ) % {"city": city.name}


def address(name: str, city: City, **kwargs: Any) -> str:
    """The whole address of a page, in the active language."""
    return f"{settings.ADDRESS}{reverse(name, kwargs={'city': city.slug, **kwargs})}"


def confirmation(consent: Consent) -> Words:
    """The letter that asks whether it was really the owner of the address who asked."""
    with override(consent.language):
        city = consent.city
        where = address("outreach:confirm", city, token=tokens.make(tokens.CONFIRM, consent.pk))
        parts = [
            _("Somebody, most likely you, asked for the newsletter of the vision strategy of %(city)s at this address.")
            % {"city": city.name},
            _("Open this page and press the button, then it is yours:"),
            where,
            _("The link holds for %(days)s days. If it was not you, do nothing: then nothing more comes.")
            % {"days": tokens.CONFIRM_WITHIN.days},
        ]
        subject = _("Please confirm: newsletter of the vision strategy of %(city)s") % {"city": city.name}
        return Words(subject, _plain(parts), headers={"Auto-Submitted": "auto-generated"})


def already(consent: Consent) -> Words:
    """The letter to somebody who gets the newsletter already and asked once more."""
    with override(consent.language):
        city = consent.city
        where = address("outreach:stop", city, token=tokens.make(tokens.STOP, consent.pk))
        parts = [
            _("You get the newsletter of the vision strategy of %(city)s already; there is nothing to do.")
            % {"city": city.name},
            _("If you do not want it any more, stop it here:"),
            where,
        ]
        subject = _("You get the newsletter of %(city)s already") % {"city": city.name}
        return Words(subject, _plain(parts), headers={"Auto-Submitted": "auto-generated"})


def _plain(parts: list[str]) -> str:
    return "\n\n".join(parts) + "\n"


def fallback(text: Text, language: str) -> str:
    """The language in which a reader of this one gets the text: own, else that of the original; empty: as asked."""
    spoken = text.best(language)[1]
    return "" if spoken == language else spoken


@dataclass(frozen=True)
class Sheet:
    """An issue in one language. What differs from reader to reader is the link to stop, nothing else."""

    city: City
    language: str
    batch: str
    subject: str
    plain: str
    html: str

    def to(self, consent: Consent) -> Words:
        with override(self.language):
            stop = address("outreach:stop", self.city, token=tokens.make(tokens.STOP, consent.pk, batch=self.batch))
        host = urlsplit(settings.ADDRESS).hostname
        headers = {
            "List-Id": f"<newsletter.{self.city.slug}.{host}>",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        return Words(self.subject, self.plain.replace(READERS_OWN, stop), self.html.replace(READERS_OWN, stop), headers)


def sheet(campaign: Campaign, language: str) -> Sheet:
    """The issue as readers of this language get it."""
    city = campaign.city
    with override(language):
        body, spoken = campaign.body.best(language)
        subject = campaign.subject.best(language)[0]
        note = fallback_words(campaign.body, language)
        page = address("outreach:issue", city, number=campaign.number)
        why = _("You get this because you asked for the newsletter of the vision strategy of %(city)s.") % {
            "city": city.name
        }
        lines = [note, subject, _whole_addresses(body), "--", why]
        lines += [_("On the web: %(address)s") % {"address": page}, _("Stop: %(address)s") % {"address": READERS_OWN}]
        html = render_to_string(
            "outreach/letter.html",
            {
                "language": language,
                "spoken": spoken,
                "subject": subject,
                "note": note,
                "body": whole_html(campaign.body, language),
                "why": why,
                "page": page,
                "stop": READERS_OWN,
                "sample": campaign.is_sample,
            },
        )
        marked = f"[{_('sample')}] {subject}" if campaign.is_sample else subject
    return Sheet(city, language, campaign.batch, marked, _plain([line for line in lines if line]), html)


def fallback_words(text: Text, language: str) -> str:
    """The sentence for a reader whose language an issue lacks; in that language."""
    spoken = fallback(text, language)
    if not spoken:
        return ""
    return _("This issue is not there in your language. It is in: %(language)s.") % {"language": language_name(spoken)}


def language_name(code: str) -> str:
    """A language in its own words."""
    return dict(settings.LANGUAGES).get(code, code)


def body_html(body: Text, language: str, *, shift: int = 0) -> SafeString:
    """The words as safe HTML. The subject above them is the one h1."""
    return markdown_html(body.best(language)[0], shift=shift)


def whole_html(body: Text, language: str) -> SafeString:
    """The words as safe HTML with whole addresses: a letter and a feed have no site of their own."""
    return mark_safe(_whole_addresses(body_html(body, language)))  # noqa: S308 - cleaned by markdown_html


def _whole_addresses(words: str) -> str:
    return OWN_PAGE.sub(rf"\g<1>{settings.ADDRESS}/", words)
