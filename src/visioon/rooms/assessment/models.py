"""Part 2: frameworks, indicators, places, observations, index designs. What all cities share belongs to the commons."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.models import Frozen
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField


class Place(Noun):
    """A city as a unit of comparison."""

    code = models.CharField(max_length=20)
    name = TranslatedField()
    country = models.CharField(max_length=2)
    population = models.PositiveIntegerField(null=True, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="place_code_once", fields=["city", "code"]),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Geography(models.TextChoices):
    """Which area a figure speaks of."""

    CITY = "city", _("city")
    COUNTY = "county", _("county")
    NATIONAL = "national", _("country")


class Quality(models.TextChoices):
    """How a value came about: the six classes of the U4SSC verification."""

    MEASURED = "measured", _("measured exactly")
    SURVEY = "survey", _("extrapolated from a survey")
    HIGHER = "higher", _("taken from data of a larger area")
    ESTIMATE = "estimate", _("estimated on stated assumptions")
    PERSONAL = "personal", _("a personal estimate")
    UNKNOWN = "unknown", _("unknown")


class Framework(Noun):
    """A published set of indicators of smart cities. Facts only. numbers_only: its words are licensed."""

    code = models.SlugField(max_length=20)
    name = models.CharField(max_length=80)
    source = models.CharField(max_length=300)
    numbers_only = models.BooleanField(default=False)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="framework_code_once", fields=["city", "code"]),
            models.UniqueConstraint(name="framework_name_once", fields=["city", "name"]),
        ]

    def __str__(self) -> str:
        return self.name


class FrameworkIndicator(Noun):
    """What a framework asks for: code, short name, unit, direction (none where it says none). Never a definition."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="rows")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    group = models.CharField(max_length=80, blank=True)
    domain = models.CharField(max_length=12, choices=DomainCode.choices, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    direction = models.SmallIntegerField(null=True, blank=True)
    level = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=300, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    to_verify = models.BooleanField(default=False)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="framework_indicator_once", fields=["framework", "code"]),
            models.CheckConstraint(
                name="framework_indicator_direction",
                condition=models.Q(direction=None) | models.Q(direction__in=[-1, 1]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Indicator(Noun):
    """What is measured, in which unit, and which direction is better (+1 higher, -1 lower)."""

    code = models.CharField(max_length=20)
    name = TranslatedField()
    unit = TranslatedField()
    direction = models.SmallIntegerField()
    domain = models.CharField(max_length=12, choices=DomainCode.choices)
    source = models.CharField(max_length=120)
    source_code = models.CharField(max_length=120, blank=True)
    source_url = models.URLField(max_length=500)
    licence = models.CharField(max_length=120)
    decimals = models.PositiveSmallIntegerField(default=1)
    note = TranslatedField()
    definition = TranslatedField()
    numerator = TranslatedField()
    denominator = TranslatedField()
    why = TranslatedField()
    table = models.CharField(max_length=60, blank=True)
    query = models.CharField(max_length=500, blank=True)
    geography = models.CharField(max_length=8, choices=Geography.choices, default=Geography.CITY)
    quality = models.CharField(max_length=8, choices=Quality.choices, default=Quality.UNKNOWN)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="indicator_code_once", fields=["city", "code"]),
            models.CheckConstraint(name="indicator_direction", condition=models.Q(direction__in=[-1, 1])),
        ]

    def __str__(self) -> str:
        return str(self.name)


class FrameworkTie(models.Model):
    """That an indicator is the same as, similar to, or part of one of a published framework. Facts only."""

    class Tie(models.TextChoices):
        EXACT = "exact"
        SIMILAR = "similar"
        PARTIAL = "partial"

    id = models.BigAutoField(primary_key=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="ties")
    asked = models.ForeignKey(FrameworkIndicator, on_delete=models.PROTECT, related_name="ties")
    tie = models.CharField(max_length=8, choices=Tie.choices)
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "assessment_framework_tie"  # the table of ties by name had the other name, and its index names
        constraints = [models.UniqueConstraint(name="framework_tie_once", fields=["indicator", "asked"])]

    def __str__(self) -> str:
        return f"{self.framework} {self.code}"

    @property
    def framework(self) -> str:
        return self.asked.framework.name

    @property
    def code(self) -> str:
        return self.asked.code


class Observation(models.Model):
    """One measured value. year_certain is false where the source gives no year.

    came: by which way, and when. geography and quality: where they differ from those of the indicator.
    """

    class Came(models.TextChoices):
        IMPORTED = "imported", _("from a file")
        TYPED = "typed", _("typed in")
        FETCHED = "fetched", _("fetched from the source")

    id = models.BigAutoField(primary_key=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="observations")
    year = models.PositiveSmallIntegerField()
    year_certain = models.BooleanField(default=True)
    value = models.FloatField()
    source = models.CharField(max_length=200)
    quality = models.CharField(max_length=8, choices=Quality.choices, blank=True)
    geography = models.CharField(max_length=8, choices=Geography.choices, blank=True)
    came = models.CharField(max_length=8, choices=Came.choices, default=Came.IMPORTED)
    came_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="observation_once", fields=["indicator", "place", "year"])]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.place_id} {self.year}"


class Doubt(models.Model):
    """That a value did not look plausible when it came in, by which signs, until somebody checked it."""

    id = models.BigAutoField(primary_key=True)
    observation = models.OneToOneField(Observation, on_delete=models.PROTECT, related_name="doubt")
    signs = models.JSONField(default=list)
    raised_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="doubt_checked_by_someone",
                condition=models.Q(checked_at=None, checked_by=None)
                | models.Q(checked_at__isnull=False, checked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"doubt of {self.observation_id}"


class Upkeep(Noun):
    """How a city keeps an indicator up to date: who answers for it, its target, and where its values are fetched from.

    cycle_months: how often a new value is expected. low, high: a value outside is not plausible. query: what the office
    is asked, by dimension; time: which one is the year. automatic: new values are taken in without a look, changed or
    doubtful ones never. unavailable_at: since when the city says that it cannot have this figure.
    """

    class Connector(models.TextChoices):
        NONE = "", _("nowhere: it is typed in or comes from a file")
        EUROSTAT = "eurostat", _("Eurostat")
        STATISTICS_ESTONIA = "statee", _("Statistics Estonia")

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="upkeeps")
    owner = TranslatedField()
    cycle_months = models.PositiveSmallIntegerField(default=12)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    target = models.FloatField(null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(null=True, blank=True)
    target_by = TranslatedField()
    connector = models.CharField(max_length=8, choices=Connector.choices, blank=True)
    table = models.CharField(max_length=60, blank=True)
    query = models.JSONField(default=dict, blank=True)
    time = models.CharField(max_length=40, blank=True)
    automatic = models.BooleanField(default=False)
    looked_on = models.DateField(null=True, blank=True)
    unavailable_at = models.DateTimeField(null=True, blank=True)
    unavailable_reason = TranslatedField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="upkeep_once", fields=["city", "indicator"]),
            models.CheckConstraint(
                name="upkeep_low_below_high",
                condition=models.Q(low=None) | models.Q(high=None) | models.Q(low__lt=models.F("high")),
            ),
            models.CheckConstraint(name="upkeep_cycle", condition=models.Q(cycle_months__gte=1)),
            models.CheckConstraint(
                name="upkeep_target_has_a_year",
                condition=models.Q(target=None, target_year=None)
                | models.Q(target__isnull=False, target_year__isnull=False),
            ),
            models.CheckConstraint(
                name="upkeep_connector_has_a_table",
                condition=models.Q(connector="") | ~models.Q(table=""),
            ),
        ]

    def __str__(self) -> str:
        return f"upkeep of {self.indicator_id}"


class Fetching(Noun):
    """What an office answered once. rows: place, year, value, mark; they wait to be taken in or left."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for a look")
        TAKEN = "taken", _("taken in")
        LEFT = "left", _("left as it is")
        SAME = "same", _("nothing new")
        FAILED = "failed", _("failed")

    upkeep = models.ForeignKey(Upkeep, on_delete=models.PROTECT, related_name="fetchings")
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices)
    rows = models.JSONField(default=list)
    updated = models.CharField(max_length=40, blank=True)
    problem = models.CharField(max_length=20, blank=True)
    detail = models.CharField(max_length=500, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="fetching_waits_once", fields=["upkeep"], condition=models.Q(state="waiting")),
            models.CheckConstraint(
                name="fetching_failed_with_a_problem",
                condition=models.Q(state="failed") & ~models.Q(problem="")
                | ~models.Q(state="failed") & models.Q(problem=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.upkeep_id} {self.at:%Y-%m-%d}"


class AdoptedTarget(Noun):
    """A target that a city has adopted elsewhere, as its source states it."""

    key = models.SlugField(max_length=20)
    whose = models.CharField(max_length=80)
    indicator = TranslatedField()
    baseline = TranslatedField()
    baseline_year = models.CharField(max_length=12, blank=True)
    target = TranslatedField()
    target_year = models.CharField(max_length=12, blank=True)
    source_url = models.URLField(max_length=500)
    certainty = models.CharField(max_length=200)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="adopted_target_key_once", fields=["city", "key"]),
        ]

    def __str__(self) -> str:
        return str(self.indicator)


class IndexDesign(Noun):
    """How a city blends its indicators: parameters of the method composite-index and a weight for each indicator.

    frameworks: codes of those that it was blended from; weighing: by which rule the weights came about.
    """

    class Weighing(models.TextChoices):
        EQUAL = "equal", _("each indicator of a domain the same")
        ASKED = "asked", _("by how many of the frameworks ask for it")
        OWN = "own", _("own weights")

    name = TranslatedField()
    params = models.JSONField(default=dict)
    weights = models.JSONField(default=dict)
    frameworks = models.JSONField(default=list, blank=True)
    weighing = models.CharField(max_length=6, choices=Weighing.choices, blank=True)

    class Meta(Noun.Meta):
        constraints = [*Noun.Meta.constraints]

    def __str__(self) -> str:
        return str(self.name)


class BlendChoice(Frozen):
    """That an indicator was taken into a design or left out of it, and why."""

    id = models.BigAutoField(primary_key=True)
    design = models.ForeignKey(IndexDesign, on_delete=models.PROTECT, related_name="choices")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    taken = models.BooleanField()
    asked_by = models.PositiveSmallIntegerField(default=0)
    reason = TranslatedField()

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(name="blend_choice_once", fields=["design", "indicator"])]

    def __str__(self) -> str:
        return f"{self.design_id} {self.indicator_id} {'in' if self.taken else 'out'}"
