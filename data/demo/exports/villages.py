"""Households of each village and year (export ho_thon): its part of those of the commune."""

from datetime import date

import numpy as np

from data.demo.exports.groups import Groups, village_name
from data.demo.exports.population import Population
from data.demo.months import vintage_of
from data.demo.places import Places
from data.demo.scope import Scope
from data.demo.tables import Table


def table(places: Places, groups: Groups, population: Population, scope: Scope) -> Table:
    """ho_thon: a row for each village and year, under the commune in force on 31 December.

    Whole households: those of the villages are a few less than those of their commune.
    """
    kept = np.flatnonzero(scope.keep[groups.commune])
    columns: dict[str, list[object]] = {
        name: []
        for name in ("year", "commune_code", "commune_name", "village_code", "village_name")
    }
    columns["households"] = []
    share = np.round(groups.share, 9)
    for k, year in scope.years(running=True):
        vintage = vintage_of(date(year, 12, 31))
        codes = [places.units[vintage][places.unit[vintage][groups.commune[v]]] for v in kept]
        columns["year"] += [year] * len(kept)
        columns["commune_code"] += codes
        columns["commune_name"] += [places.name(vintage, code) for code in codes]
        columns["village_code"] += [groups.codes[v].removeprefix("T-") for v in kept]
        columns["village_name"] += [village_name(places, groups, int(v)) for v in kept]
        households = population.households[groups.commune, k] * share
        columns["households"] += households.astype(np.int64)[kept].tolist()
    return dict(columns)
