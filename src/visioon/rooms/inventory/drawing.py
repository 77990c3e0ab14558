"""The pictures of the inventory: a map that needs no map server, and what began when."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext, ngettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.lanes import Lane, lanes
from visioon.kernel.charts.places import Spot, places
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.look.figures import number_words
from visioon.rooms.inventory.finding import Place, Total

MOST_YEARS = 36  # what began earlier stands in one column before them


def map_of(found: Sequence[Place], total: Total) -> Chart | None:
    """Everything that has a place; the table says how much of it lies in which domain. None where nothing has one."""
    if not found:
        return None
    counts = Counter(one.domain for one in found)
    known = [(DomainCode(code).label, counts[code]) for code in DomainCode.values if counts[code]]
    note = gettext("A circle is one solution; where they lie close it holds their number.")
    without = total.all - total.placed
    if without:
        words = ngettext("%(n)s more has no place.", "%(n)s more have no place.", without)
        note = f"{note} {words % {'n': number_words(without, 0)}}"
    return places(
        [Spot(one.latitude, one.longitude, one.domain) for one in found],
        header=(gettext("Domain"), gettext("On the map")),
        rows=[(str(name), number_words(count, 0)) for name, count in known],
        alt=gettext("Map: %(counts)s") % {"counts": "; ".join(f"{name} {count}" for name, count in known)},
        sample=any(one.sample for one in found),
        caption=Caption("", note),
    )


def map_around(here: Place, others: Sequence[Place], name: str) -> Chart:
    """One solution among the others."""
    spots = [Spot(one.latitude, one.longitude, one.domain) for one in others if one.key != here.key]
    spots.append(Spot(here.latitude, here.longitude, here.domain, here=True))
    where = gettext("latitude %(latitude)s, longitude %(longitude)s") % {
        "latitude": number_words(here.latitude, 4),
        "longitude": number_words(here.longitude, 4),
    }
    return places(
        spots,
        header=(gettext("Solution"), gettext("Where")),
        rows=[(name, where)],
        alt=gettext("%(name)s on the map, ringed") % {"name": name},
        sample=any(one.sample for one in (here, *others)),
        caption=Caption("", gettext("The ringed point is this one. Points are good to some hundred metres.")),
    )


def timeline(began: Mapping[str, Counter[int]], total: Total, today: int) -> Chart | None:
    """What began in which year, a lane a domain. None where no year is known."""
    known = sorted({year for counts in began.values() for year in counts})
    if not known:
        return None
    first, last = max(known[0], today - MOST_YEARS + 1), max(known[-1], today)
    earlier, words = first - 1, {}
    if known[0] < first:
        words[earlier] = gettext("earlier")
    years = [*words, *range(first, last + 1)]
    groups = [Lane(str(DomainCode(code).label), code, _gathered(began[code], first, earlier)) for code in began]
    note = gettext("Column: how many began in the year.")
    without = total.all - total.dated
    if without:
        more = ngettext("Of %(n)s more the year is not known.", "Of %(n)s more the year is not known.", without)
        note = f"{note} {more % {'n': number_words(without, 0)}}"
    return lanes(
        groups,
        years=years,
        words=words,
        head=gettext("Began"),
        sample=bool(total.samples),
        caption=Caption("", note),
    )


def _gathered(counts: Mapping[int, int], first: int, earlier: int) -> dict[int, int]:
    kept: Counter[int] = Counter()
    for year, count in counts.items():
        kept[year if year >= first else earlier] += count
    return dict(kept)
