"""Every public page and every desk, in three languages, on a phone and a desktop: accessible, and it fits."""

import pytest
from playwright.sync_api import Page

from tests.journeys.eyes import Eyes

PUBLIC = [
    "domains/",
    "domains/mobility/",
    "domains/economy/",
    "topics/",
    "topics/jalgrattaliiklus/",
    "plan/",
    "plan/agreement/",
    "plan/versions/1/",
    "plan/versions/2/",
    "what-this-can-change/",
    "people/",
    "people/population/",
    "solutions/",
    "solutions/S30/",
    "solutions/S31/",
    "events/",
    "state/",
    "state/experiment/",
    "state/method/",
    "state/targets/",
    "state/indicators/BIKE/",
    "take-part/",
    "say/",
    "voices/",
    "voices/1/",
    "vote/",
    "my-voice/",
    "themes/",
    "themes/t1/",
    "themes/unassigned/",
    "opinions/",
    "not-heard/",
    "goals/",
    "goals/g1/",
    "goals/g3/",
    "rounds/",
    "priorities/",
    "decisions/",
    "projects/",
    "projects/talvised-rattateed/",
    "projects/avatud-tuba-annelinnas/",
    "projects/ohtubussi-proov/",
    "strategy/",
    "strategy/versions/",
    "strategy/versions/1/",
    "strategy/versions/1..2/",
    "strategy/versions/2..3/",
    "horizon/",
    "horizon/tr6/",
    "horizon/tr1/",
    "face/",
    "open/",
    "open/methods/opinion-map/",
    "open/verify/",
    "open/editions/1/",
    "sample/",
    "scorecard/",
    "accessibility/",
    "privacy/",
    "light-or-dark/",
    "calendar/",
    "newsletter/",
    "newsletter/1/",
]
DESKS = [
    "work/",
    "work/tasks/",
    "work/board/",
    "work/plan/",
    "work/plan/activity/",
    "work/plan/agreement/",
    "work/plan/mandate/",
    "work/plan/new/",
    "work/assessment/",
    "work/assessment/observe/",
    "work/topics/",
    "work/topics/new/",
    "work/topics/jalgrattaliiklus/",
    "work/topics/jalgrattaliiklus/ties/",
    "work/topics/workshops/1/",
    "work/topics/workshops/new/",
    "work/dialogue/",
    "work/voices/",
    "work/voices/enter/",
    "work/answers/",
    "work/statements/",
    "work/statements/new/",
    "work/synthesis/",
    "work/synthesis/themes/new/",
    "work/synthesis/voices/1/",
    "work/goals/",
    "work/goals/draft/",
    "work/goals/g1/",
    "work/priorities/",
    "work/priorities/convene/",
    "work/priorities/decide/",
    "work/priorities/overall-goal/",
    "work/projects/",
    "work/projects/new/",
    "work/projects/quick-win/19/",
    "work/projects/talvised-rattateed/",
    "work/projects/talvised-rattateed/plan/",
    "work/projects/talvised-rattateed/report/",
    "work/projects/talvised-rattateed/close/",
    "work/strategy/",
    "work/strategy/add/",
    "work/strategy/publish/",
    "work/translation/",
    "work/translation/glossary/",
    "work/translation/glossary/new/",
    "work/translation/glossary/goal/",
    "work/translation/bring-in/",
    "work/outreach/",
    "work/outreach/messages/new/",
    "work/outreach/issues/new/",
    "work/outreach/issues/1/",
    "work/outreach/issues/2/",
    "work/horizon/",
    "work/horizon/signals/",
    "work/horizon/signals/add/",
    "work/horizon/signals/file/",
    "work/horizon/sources/",
    "work/horizon/trends/new/",
    "work/horizon/trends/tr6/",
    "work/horizon/trends/tr6/rate/",
    "work/horizon/reviews/open/",
    "work/face/",
    "work/face/draft/",
    "work/face/1/",
]


def test_public_page_is_accessible_and_fits(page: Page, house: str, language: str) -> None:
    eyes = Eyes(page, house, language)
    for path in ("", *PUBLIC):
        eyes.go(path)


def test_desk_is_accessible_and_fits(page: Page, house: str, language: str) -> None:
    eyes = Eyes(page, house, language)
    eyes.log_in("lead@naidis.example")
    for path in DESKS:
        eyes.go(path)


def test_dark_pages_are_accessible(browser: object, house: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="dark")  # type: ignore[attr-defined]
    eyes = Eyes(context.new_page(), house, "et")
    for path in (
        "",
        "domains/mobility/",
        "state/",
        "goals/g1/",
        "strategy/",
        "opinions/",
        "vote/",
        "projects/",
        "projects/avatud-tuba-annelinnas/",
    ):
        eyes.go(path)
    context.close()


@pytest.mark.parametrize("path", ["styleguide/", "login/", ""])
def test_page_of_no_city_is_accessible(page: Page, house: str, language: str, path: str) -> None:
    page.goto(f"{house}/{language}/{path}")
    Eyes(page, house, language).look()
