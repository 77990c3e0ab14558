"""The manifest rows marked api that are steps on the way to an index: filled, treated, normalised, several years."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from visioon.methods.composite.aggregate import parse_aggregations
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.fill import impute_rows
from visioon.methods.composite.logs import boxcox, log_ct, log_ct_orig, log_ct_plus
from visioon.methods.composite.panel import compute_panel, fill_latest, fill_linear
from visioon.methods.composite.pipeline import Parameters
from visioon.methods.composite.scale import dist2ref, dist2targ, scaled
from visioon.methods.composite.screen import Screen, screened
from visioon.methods.composite.structure import Structure
from visioon.methods.composite.tests.asem import Asem, assert_close, by_key, panel, reference, unit_table
from visioon.methods.composite.treat import Treatment, moved_points, treat
from visioon.methods.composite.trend import cagr

Check = Callable[[Asem, str, float], None]


def of_units(made: Callable[[Asem], FloatArray]) -> Check:
    """A table of the indicators by unit."""

    def check(asem: Asem, name: str, tolerance: float) -> None:
        assert_close(made(asem), unit_table(reference(name), asem.codes, asem.steps.data.units), tolerance)

    return check


def of_columns(transformation: Callable[[FloatArray], FloatArray]) -> Check:
    """Each column of the screened data transformed."""
    return of_units(lambda asem: np.stack([transformation(x) for x in asem.screened.T], axis=1))


def of_panel(fill: Callable[..., FloatArray]) -> Check:
    def check(asem: Asem, name: str, tolerance: float) -> None:
        rows, table = panel(asem), reference(name)
        expected = by_key(table, ("uCode", "Time"), asem.codes)
        keys = [(unit, f"{time:g}") for unit, time in zip(rows.data.units, rows.times, strict=True)]
        assert sorted(expected) == sorted(keys)
        assert_close(fill(rows), np.stack([expected[key] for key in keys]), tolerance)

    return check


def several_years(asem: Asem, name: str, tolerance: float) -> None:
    rows, structure = panel(asem), undivided(asem.structure)
    found = compute_panel(structure, rows, Parameters(parse_aggregations("amean", 3)), Screen(available=0.9))
    codes = tuple(code for level in (1, 2, 3, 4) for code in structure.codes(level))
    ours = np.concatenate([found.normalised, *(found.scores[level] for level in (2, 3, 4))], axis=1)
    expected = by_key(reference(name), ("uCode", "Time"), codes)
    keys = [(rows.data.units[row], f"{rows.times[row]:g}") for row in found.rows]
    assert sorted(expected) == sorted(keys)
    assert_close(ours, np.stack([expected[key] for key in keys]), tolerance)


def undivided(structure: Structure) -> Structure:
    """The same tree without denominators."""
    return replace(structure, indicators=tuple(replace(one, denominator=None) for one in structure.indicators))


def growth(asem: Asem, name: str, tolerance: float) -> None:
    rows = panel(asem)
    mine = np.flatnonzero(np.array(rows.data.units) == "EST")
    found = [cagr(rows.times[mine], column) for column in rows.data.values[mine].T]
    fields = ("Trends.CAGR", "Trends.Avail", "Trends.t_first", "Trends.t_latest")
    expected = by_key(reference(name), ("Trends.iCode",), fields)
    assert sorted(expected) == sorted((code,) for code in asem.codes)
    ours = np.array([[one.cagr, one.available, one.first, one.last] for one in found], dtype=float)
    assert_close(ours, np.stack([expected[code,] for code in asem.codes]), tolerance)


def screening(asem: Asem, name: str, tolerance: float) -> None:
    found, table = screened(asem.screened, Screen(available=0.9)), reference(name)
    fields = ("N_missing", "N_zero", "N_miss_or_zero", "Dat_Avail", "Non_Zero")
    counts = found.found
    ours = (counts.missing, counts.zeros, counts.missing + counts.zeros, counts.available, counts.non_zero)
    assert_close(np.stack(ours, axis=1), unit_table(table, fields, asem.steps.data.units), tolerance)
    flags = [(row["LowData"], row["LowNonZero"], row["LowDatOrZeroFlag"], row["Included"]) for row in table.rows]
    either = found.low_available | found.low_non_zero
    mine = zip(found.low_available, found.low_non_zero, either, found.included, strict=True)
    assert [tuple(str(bool(flag)).upper() for flag in row) for row in mine] == flags


def points(asem: Asem, name: str, tolerance: float) -> None:
    table = {row["uCode"]: row for row in reference(name).rows}
    expected = [[table[unit][code] for code in asem.codes] for unit in asem.steps.data.units]
    assert (moved_points(asem.screened, asem.steps.index.treated), tolerance) == (expected, 0)


def by_row(asem: Asem) -> FloatArray:
    return impute_rows(asem.steps.index.prepared.denominated, asem.structure.directions, asem.structure.children(2))


def tight(asem: Asem) -> FloatArray:
    found, done = treat(asem.screened, Treatment(winmax=2, skew=1.5, kurt=3.0))
    assert [sum(one.pass0 is True for one in done), sum(one.log is True for one in done)] == [32, 8]
    return found


STEPS: dict[str, Check] = {
    "impute_row_mean_level2.csv": of_units(by_row),
    "norm_dist2ref1.csv": of_units(
        lambda a: dist2ref(a.steps.index.treated, a.structure.directions, 0, infinite=True)[0]
    ),
    "norm_dist2targ.csv": of_units(lambda a: dist2targ(a.steps.index.treated, a.structure.directions, a.targets)[0]),
    "norm_scaled.csv": of_units(lambda a: scaled(a.steps.index.treated, a.structure.directions, 0.0, 100.0)[0]),
    "panel_impute_latest.csv": of_panel(fill_latest),
    "panel_impute_linear.csv": of_panel(fill_linear),
    "panel_purse_Aggregated_globalnorm.csv": several_years,
    "qtreat_w2_s15_k3.csv": of_units(tight),
    "screen_summary.csv": screening,
    "treat_boxcox05.csv": of_columns(lambda x: boxcox(x, 0.5)),
    "treat_log_CT.csv": of_columns(log_ct),
    "treat_log_CT_orig.csv": of_columns(log_ct_orig),
    "treat_log_CT_plus.csv": of_columns(log_ct_plus),
    "treat_points.csv": points,
    "trends_CAGR_EST.csv": growth,
}
