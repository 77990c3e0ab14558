"""Part 0: the plan of a cycle, its rounds, stages, activities, and who confirmed it; what earlier cycles found."""

from datetime import date

from django.db import models

from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.models import Edition, Frozen
from visioon.kernel.notices.models import Consent, Letter
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField

PARTS = range(13)
ENDLESS = 12


def _gate_roles() -> list[str]:
    return ["lead"]


class Cycle(Noun):
    """One run through the thirteen parts, with what it can and cannot change and who decides."""

    class State(models.TextChoices):
        PAST = "past"
        RUNNING = "running"

    number = models.PositiveSmallIntegerField()
    title = TranslatedField()
    state = models.CharField(max_length=8, choices=State.choices)
    begins = models.DateField(null=True, blank=True)
    can_change = TranslatedField()
    cannot_change = TranslatedField()
    who_decides = TranslatedField()
    answer_by = models.DateField(null=True, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    gate_roles = models.JSONField(default=_gate_roles)  # who may pass a gate that is closed, as the city says

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="cycle_number_once", fields=["city", "number"]),
            models.UniqueConstraint(name="cycle_one_running", fields=["city"], condition=models.Q(state="running")),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Round(Noun):
    """First pass, second pass. Closing a round makes an edition; the difference of rounds is that of two editions."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    name = TranslatedField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="round_number_once", fields=["cycle", "number"]),
            models.UniqueConstraint(name="round_one_open", fields=["cycle"], condition=models.Q(closed_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.cycle.number}.{self.number}"


class Stage(Noun):
    """One of the thirteen parts in a cycle. Dates may be loose: then words say what is meant."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="stages")
    part = models.PositiveSmallIntegerField()
    name = TranslatedField()
    opens = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    words = TranslatedField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="stage_part_once", fields=["cycle", "part"]),
            models.CheckConstraint(name="stage_part_of_thirteen", condition=models.Q(part__lte=12)),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.name}"

    @property
    def is_endless(self) -> bool:
        """The last part is never over: what it sees starts the loop again."""
        return self.part == ENDLESS


class Activity(Noun):
    """Something open to people: what, to whom, from when to when.

    round_number: in which pass; none is in every pass. It is a number, for a second pass is planned before its round
    opens. beside: the activity of which this is another method; both stand in one row of the board.
    """

    class Kind(models.TextChoices):
        CONTRIBUTIONS = "contributions"
        STATEMENTS = "statements"
        RATINGS = "ratings"
        MEETING = "meeting"
        COMMENTS = "comments"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="activities")
    part = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=40)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    title = TranslatedField()
    question = TranslatedField()
    domain = models.CharField(max_length=12, choices=DomainCode.choices, blank=True)
    opens = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    round_number = models.PositiveSmallIntegerField(null=True, blank=True)
    beside = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="activity_slug_once", fields=["city", "slug"]),
            models.CheckConstraint(
                name="activity_ends_after_opening",
                condition=models.Q(opens=None) | models.Q(ends=None) | models.Q(ends__gte=models.F("opens")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def is_open(self, on: date) -> bool:
        """The last day is open to its end. Without dates an activity is always open."""
        return (self.opens is None or self.opens <= on) and (self.ends is None or on <= self.ends)

    def is_in(self, round_number: int | None) -> bool:
        """Whether it belongs to a pass; every activity belongs to the whole cycle."""
        return round_number is None or self.round_number in {None, round_number}


class Finding(Noun):
    """What an earlier cycle found, with its source."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="findings")
    kind = TranslatedField()
    words = TranslatedField()
    source_url = models.URLField(max_length=500)

    class Meta(Noun.Meta):
        constraints = [*Noun.Meta.constraints]

    def __str__(self) -> str:
        return str(self.words)


class ProcessTarget(Noun):
    """What the process itself is to reach: how many people heard, how fast an answer, how many promises kept."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="targets")
    key = models.SlugField(max_length=40)
    name = TranslatedField()
    value = models.PositiveIntegerField()
    unit = TranslatedField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="process_target_once", fields=["cycle", "key"]),
        ]

    def __str__(self) -> str:
        return str(self.name)


class PlanVersion(Noun):
    """The plan of a cycle as it was put to the parties, frozen in an edition. They answer by `answers_by`."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="plan_versions")
    number = models.PositiveSmallIntegerField()
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="+")
    note = TranslatedField()
    answers_by = models.DateField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="plan_version_once", fields=["cycle", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.cycle.number}.{self.number}"


class Party(Noun):
    """Who is asked to confirm the plan. key_hash: of the secret in the personal link; the secret itself is not kept.

    answers_on: the day by which a silent party said that it will answer, with its words ("we answer in August").
    consent: that it may be written to, and in which language; the address itself lies with the post.
    link_number: of the newest link in its letters; earlier ones hold no more.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="parties")
    slug = models.SlugField(max_length=40)
    name = TranslatedField()
    key_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    link_made_at = models.DateTimeField(null=True, blank=True)
    answers_on = models.DateField(null=True, blank=True)
    answers_words = TranslatedField()
    consent = models.ForeignKey(Consent, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    link_number = models.PositiveIntegerField(default=0)
    letters_stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="party_slug_once", fields=["cycle", "slug"]),
        ]

    def __str__(self) -> str:
        return str(self.name)


class PartyLetter(Frozen, Noun):
    """That a party was written to about a version of the plan, on which occasion and by whom. What became of the letter
    is known to the post."""

    class Occasion(models.TextChoices):
        ASKED = "asked"
        BEFORE = "before"
        AFTER = "after"
        AGAIN = "again"
        REPLIED = "replied"

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="letters")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField(max_length=8, choices=Occasion.choices)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(
                name="party_letter_once",
                fields=["party", "version", "occasion"],
                condition=models.Q(occasion__in=["asked", "before", "after"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.occasion}"


class Confirmation(Frozen, Noun):
    """What a party said of one version of the plan, in its own words. Never changed: a new answer is a new row."""

    class Answer(models.TextChoices):
        YES = "yes"
        YES_IF = "yes_if"
        NO = "no"

    class Through(models.TextChoices):
        LINK = "link"
        PHONE = "phone"
        MAIL = "mail"
        MEETING = "meeting"

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="confirmations")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="confirmations")
    answer = models.CharField(max_length=6, choices=Answer.choices)
    words = models.TextField(blank=True, max_length=2000)
    language = models.CharField(max_length=8)
    through = models.CharField(max_length=8, choices=Through.choices)
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.CheckConstraint(
                name="confirmation_condition_in_words", condition=models.Q(answer="yes") | ~models.Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.answer}"


class Reply(Noun):
    """What we answer to a party; led_to: the version of the plan in which it changed something."""

    confirmation = models.OneToOneField(Confirmation, on_delete=models.PROTECT, related_name="reply")
    words = TranslatedField()
    led_to = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        constraints = [*Noun.Meta.constraints]

    def __str__(self) -> str:
        return str(self.words)


class Override(Frozen, Noun):
    """That a stage was ended though its gate was not open: public, with the reason. lacking: how many sentences."""

    stage = models.OneToOneField(Stage, on_delete=models.PROTECT, related_name="override")
    reason = TranslatedField()
    lacking = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.CheckConstraint(name="override_of_a_closed_gate", condition=models.Q(lacking__gte=1)),
        ]

    def __str__(self) -> str:
        return str(self.reason)
