"""The laws by which a series may go on, fitted to many series at once and at every origin.

Two kinds. *Curves* are straight lines on a scale of their own, with errors that may carry on from
month to month: on logit(share / ceiling) for a grid of ceilings, and on the share itself (a line
that stops at 100 % or before). *Walks* go on from the latest value, on the same two kinds of scale:
with the drift seen until then, without, or with a pace that follows the latest months and fades.
Each is closed form, and what it needs at an origin is known from the months until then, so one pass
through time fits all origins. Where a curve or a line will end shows only when it bends: until then
every ceiling fits as well as another, and each has its share of the futures.

Arrays: series × time, or law × series × time. Values are ratios, numerator over denominator; those
that are no shares are divided by the mean of their first year, so that all are about 1. An origin
is the index of the last month that a forecast knows; months without a value are NaN.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from kpis.forecast.scale import Array, Flags, Index, Texts, last_known, newest_at, working

Places = tuple[Index, Index, Index]  # of law, series and origin, of shapes that fit each other

CEILINGS = np.append(np.arange(0.05, 0.96, 0.05), [0.975, 1.0])  # of curves
LIDS = np.append(np.arange(0.1, 0.96, 0.1), [0.95, 0.975])  # ceilings below 100 % of walks
STOPS = np.array([0.9, 0.95, 0.975])  # where what is straight may stop before 100 %
CARRIED = 0.7  # the part of an error that is still there a month later, where errors carry on
POWERS = (0.0, 0.5, 1.0)  # noise in proportion to the share times its rest, to this power
LOGISTIC, LINE, WALK, STILL, DAMPED = "logistic", "line", "walk", "still", "damped"
PRIOR = {LOGISTIC: 0.42, LINE: 0.12, WALK: 0.16, STILL: 0.18, DAMPED: 0.12}
TO_ALL = 1 / 3  # of the prior of a kind: that of its laws that end at 100 %
TRENDS = (  # smoothing of the level, share of it that the trend takes, what is left of the trend
    (0.2, 0.15, 0.98),
    (0.5, 0.15, 0.95),
    (0.5, 0.3, 0.98),
    (1.0, 0.15, 0.95),
    (1.0, 0.3, 0.98),
)
LONGEST = 480  # months from the latest value to the last one forecast
YEAR = 12
LEAST = 12  # months with a value that a law has to know
EDGE = 0.002  # a part of a ceiling is taken to be this far from both of its ends
LOCAL = 4  # months of the line through the latest values
LEAST_NOISE = 2e-4


@dataclass(frozen=True)
class Laws:
    """All laws, fitted: `curves` come first, then `walks`; possible: law × series × time."""

    values: Array
    noise_power: float
    resolution: Array
    curves: "Curves"
    walks: "Walks"
    possible: Flags
    names: tuple[str, ...]
    prior: Array
    is_share: bool

    def noise(self, values: Array) -> Array:
        """How large noise is around values, in proportion."""
        return _proportion(values, self.is_share) ** self.noise_power

    def predict(self, origins: Index, step: int) -> tuple[Array, Array]:
        """Middle and standard deviation of all laws: law × series × origin, a step ahead."""
        found = []
        for kind in (self.curves, self.walks):
            law, series = np.arange(len(kind.first)), np.arange(len(self.values))
            at = (law[:, None, None], series[None, :, None], origins[None, None, :])
            places, spread, carried, noise = kind.ahead(at, np.array(step))
            middle = kind.values(at[0], places) + carried
            reach = kind.values(at[0], places + spread) - kind.values(at[0], places - spread)
            middle = self.bounded(middle)
            variance = (reach / 2) ** 2 + (noise * self.noise(middle)) ** 2
            found.append((middle, variance))
        middle, variance = (np.concatenate(parts) for parts in zip(*found, strict=True))
        least = (self.resolution[:, None] / 2) ** 2 + LEAST_NOISE**2
        return middle, np.sqrt(variance + least)

    def kinds(self, weights: Array) -> Texts:
        """The kind of law that weighs most in each series, by weights of law × series."""
        kinds = sorted(set(self.names))
        total = np.stack([weights[np.array(self.names) == kind].sum(axis=0) for kind in kinds])
        return np.asarray(np.array(kinds, dtype=object)[np.argmax(total, axis=0)])

    def bounded(self, values: Array) -> Array:
        """Values within what a share, or any other ratio, can be."""
        return np.clip(values, 0.0, 1.0 if self.is_share else None)


@dataclass(frozen=True)
class Curves:
    """Regressions on a scale: line a + b·t with its covariance, law × series × time.

    first: the intercept; ceilings and straight: by law, where it ends and whether it is a line on
    the share itself, which stops there; carries: whether errors carry on to the next month;
    variance: of the noise, a month.
    """

    first: Array
    slope: Array
    moments: tuple[Array, Array, Array]
    variance: Array
    latest: Array
    ceilings: Array
    straight: Flags
    carries: Flags

    def ahead(self, at: Places, step: Index) -> tuple[Array, Array, Array, Array]:
        """Place on the scale, its standard deviation, the error carried on, and the noise."""
        law, series, origin = at
        first, slope, variance = self.first[at], self.slope[at], self.variance[at]
        time = origin + step
        s, t, tt = (moment[at] for moment in self.moments)
        spread = np.sqrt(np.maximum(variance * (tt - 2 * time * t + time**2 * s), 0))
        error = self.latest[series, origin] - self.values(law, first + slope * origin)
        left = CARRIED**step
        grown = np.where(self.carries[law], (1 - left**2) / (1 - CARRIED**2), 1.0)
        carried = np.where(self.carries[law], error * left, 0.0)
        return first + slope * time, spread, carried, np.sqrt(variance * grown)

    def values(self, law: Index, places: Array) -> Array:
        """The ratios at places on the scales of laws."""
        ceiling, straight = self.ceilings[law], self.straight[law]
        curved = np.where(straight, 0, ceiling) * expit(places)
        return np.where(straight, np.clip(places, 0, ceiling), curved)


@dataclass(frozen=True)
class Walks:
    """Steps from the latest place on a scale: pace and variance a month, law × series × time.

    first: the latest place; unsure: the variance of the pace; age: months since the latest value;
    ways and spreads: law × months from that value, how many times the pace is gone by then, and how
    many times the variance has added up; ceilings: by law; straight: whether the scale is the ratio
    itself.
    """

    first: Array
    pace: Array
    variance: Array
    unsure: Array
    age: Index
    ways: Array
    spreads: Array
    ceilings: Array
    straight: Flags
    is_share: bool

    def ahead(self, at: Places, step: Index) -> tuple[Array, Array, Array, Array]:
        """Place on the scale, its standard deviation; no error is carried on, no noise added."""
        law, series, origin = at
        months = step + self.age[series, origin]
        way, spreads = self.ways[law, months], self.spreads[law, months]
        spread = np.sqrt(self.variance[at] * spreads + self.unsure[at] * way**2)
        none = np.zeros_like(spread)
        return self.first[at] + self.pace[at] * way, spread, none, none

    def values(self, law: Index, places: Array) -> Array:
        """The ratios at places on the scales of laws."""
        ceiling, straight = self.ceilings[law], self.straight[law]
        curved = ceiling * expit(places) if self.is_share else np.exp(np.clip(places, -50, 50))
        return np.where(straight, np.clip(places, 0, ceiling), curved)


def fitted(numerators: Array, denominators: Array, is_share: bool, tested: int) -> Laws:
    """All laws, fitted at every origin; the last `tested` months say nothing of the noise."""
    ratios = numerators / np.where(denominators > 0, denominators, np.nan)
    values, known = last_known(ratios), ~np.isnan(ratios)
    first = denominators[np.arange(len(values)), np.argmax(known, axis=1)]
    resolution = 0.5 / np.maximum(np.nan_to_num(first), 1.0)
    local = _local(values)
    power = _noise_power(values, local, known, is_share, tested)
    scale = _proportion(local, is_share) ** power
    curves, possible = _curves(values, local, known, scale, resolution, is_share)
    lids = LIDS if is_share else LIDS[:0]
    places = [working(numerators, lid * denominators, is_share) for lid in (1.0, *lids)]
    walks = _walks(places, values, known, resolution, lids, is_share)
    names = [LINE if one else LOGISTIC for one in curves.straight]
    moved = len(walks.ceilings) - 2 - len(TRENDS)
    names += [STILL, STILL, *[WALK] * moved, *[DAMPED] * len(TRENDS)]
    prior = _prior(names, np.concatenate([curves.ceilings, walks.ceilings]))
    enough = np.cumsum(known, axis=1) >= LEAST
    every = _room(local, walks.ceilings)
    return Laws(
        values=values,
        noise_power=power,
        resolution=resolution,
        curves=curves,
        walks=walks,
        possible=np.concatenate([possible, every]) & enough,
        names=tuple(names),
        prior=prior,
        is_share=is_share,
    )


def _prior(names: list[str], ceilings: Array) -> Array:
    """What each law weighs before anything is seen: its kind's, shared by those of the kind."""
    heavy, kinds = np.zeros(len(names)), np.array(names)
    for kind, whole in PRIOR.items():
        lower = (kinds == kind) & (ceilings < 1)
        others = (kinds == kind) & ~lower
        below = whole * (1 - TO_ALL) if lower.any() else 0.0
        heavy[lower] = below / max(lower.sum(), 1)
        heavy[others] = (whole - below) / max(others.sum(), 1)
    return np.asarray(heavy / heavy.sum())


def _room(local: Array, ceilings: Array) -> Flags:
    """Ceiling × series × time: whether what was seen until then lies below the ceiling."""
    seen = np.maximum.accumulate(np.nan_to_num(local), axis=1)
    ceiling = ceilings[:, None, None]
    return np.asarray((seen < 0.995 * ceiling) | ~(ceiling < 1))


def _proportion(values: Array, is_share: bool) -> Array:
    return np.maximum(values * (1 - values) if is_share else values, EDGE)


def _local(values: Array) -> Array:
    """The value of each month on a line through the latest few: as seen then, with less noise."""
    found = np.array(values)
    for month in range(2, values.shape[1]):
        start = max(0, month - LOCAL + 1)
        time = np.arange(start, month + 1) - month
        recent, middle = values[:, start : month + 1], time.mean()
        slope = recent @ (time - middle) / ((time - middle) ** 2).sum()
        found[:, month] = recent.mean(axis=1) - slope * middle
    return np.where(np.isnan(found), values, found)


def _noise_power(values: Array, local: Array, known: Flags, is_share: bool, tested: int) -> float:
    """Of POWERS the one by which the steps beside both neighbours are the likeliest (Student)."""
    until = max(values.shape[1] - tested - 2, 0)  # two months less: it sees both neighbours
    bend = (values[:, 1:-1] - (values[:, :-2] + values[:, 2:]) / 2)[:, :until]
    used = (known[:, 1:-1] & known[:, :-2] & known[:, 2:])[:, :until]
    size = _proportion(local, is_share)[:, 1:-1][:, :until]
    best, chosen = -np.inf, POWERS[0]
    for power in POWERS:
        bends = np.where(used, np.abs(bend) / size**power, np.nan)
        typical = np.full(len(values), np.nan)
        some = used.any(axis=1)
        typical[some] = np.nanmedian(bends[some], axis=1)
        typical = np.maximum(typical, 1e-7)[:, None]
        fit = -np.log(typical) - power * np.log(size) - 3 * np.log1p((bends / typical) ** 2 / 5)
        total = float(np.nansum(np.where(used, fit, np.nan)))
        if total > best + 1e-9:
            best, chosen = total, power
    return chosen


def _curves(
    values: Array,
    local: Array,
    known: Flags,
    scale: Array,
    resolution: Array,
    is_share: bool,
) -> tuple[Curves, Flags]:
    """The curves, and which of them are possible: no ceiling lies below what was seen.

    A month's place on a scale is read off the local line, with the rest as a linear error; it is
    weighed by the slope of the curve, so that errors are errors of the value (delta method).
    """
    parts, possible, ceilings, straight, carry = [], [], [], [], []
    grid, stops = (
        (CEILINGS, np.append(STOPS, 1.0)) if is_share else (CEILINGS[:0], np.array([np.inf]))
    )
    part = np.clip(np.nan_to_num(local, nan=0.5) / grid[:, None, None], EDGE, 1 - EDGE)
    steep = grid[:, None, None] * part * (1 - part)
    place = np.log(part / (1 - part)) + np.clip(np.nan_to_num(values - local) / steep, -2, 2)
    room = _room(local, grid)
    filled = np.nan_to_num(values)
    for carries in (False, True):
        parts.append(_line(place, steep / scale, known, carries))
        line = _line(filled[None], np.ones_like(filled)[None] / scale, known, carries)
        parts.append(tuple(np.repeat(one, len(stops), axis=0) for one in line))
        possible += [room, _room(local, stops)]
        ceilings += [grid, stops]
        straight += [False] * len(grid) + [True] * len(stops)
        carry += [carries] * (len(grid) + len(stops))
    first, slope, s, t, tt, variance = (np.concatenate(part) for part in zip(*parts, strict=True))
    least = (resolution[:, None] / 3 / scale) ** 2
    curves = Curves(
        first=first,
        slope=slope,
        moments=(s, t, tt),
        variance=np.maximum(variance, least),
        latest=values,
        ceilings=np.concatenate(ceilings),
        straight=np.array(straight),
        carries=np.array(carry),
    )
    return curves, np.concatenate(possible)


def _line(place: Array, weight: Array, known: Flags, carries: bool) -> tuple[Array, ...]:
    """A line through places until each month: intercept, slope, covariance, variance of the noise.

    Where errors carry on, each month counts by what it adds to the one before (Prais and Winsten
    1954).
    """
    weight = np.where(known, weight, 0.0)
    terms = np.stack([weight, weight * np.arange(place.shape[-1]), weight * place])
    if carries:
        follows = known & np.concatenate([np.zeros_like(known[:, :1]), known[:, :-1]], axis=1)
        before = np.concatenate([np.zeros_like(terms[..., :1]), terms[..., :-1]], axis=-1)
        terms = np.where(follows, terms - CARRIED * before, terms * np.sqrt(1 - CARRIED**2))
    one, time, aim = terms
    s, t, tt, z, tz, zz = (
        np.cumsum(product, axis=-1)
        for product in (one * one, one * time, time * time, one * aim, time * aim, aim * aim)
    )
    spread = s * tt - t**2
    spread = np.where(spread > 1e-12 * s * tt, spread, np.inf)  # of one month there is no line
    first, slope = (tt * z - t * tz) / spread, (s * tz - t * z) / spread
    lost = np.maximum(zz - first * z - slope * tz, 0)
    free = np.maximum(np.cumsum(known, axis=-1) - 2, 1)
    return first, slope, s / spread, t / spread, tt / spread, lost / free


def _walks(
    places: list[Array],
    values: Array,
    known: Flags,
    resolution: Array,
    lids: Array,
    is_share: bool,
) -> Walks:
    """The walks; places: on the logit (of what is no share: the logarithm), and below each lid."""
    newest = newest_at(np.where(known, values, np.nan))
    begun = np.maximum(np.argmax(known, axis=1), 0)[:, None]
    waited = np.maximum(np.diff(newest, axis=1, prepend=newest[:, :1]), 1)
    drifting, still = [], []
    for scale in (last_known(places[0]), values, *(last_known(one) for one in places[1:])):
        least = 1e-7 if scale is not values else np.maximum(resolution, 3e-5)[:, None] ** 2
        before = np.concatenate([scale[:, :1], scale[:, :-1]], axis=1)
        moved = known & (np.arange(values.shape[1]) > begun) & ~np.isnan(before)
        step = np.where(moved, np.nan_to_num(scale) - np.nan_to_num(before), 0.0)
        count = np.maximum(np.cumsum(moved, axis=1), 1)
        months = np.maximum(newest - begun, 1)
        pace = np.cumsum(step, axis=1) / months
        squares = np.cumsum(step**2 / waited, axis=1)
        around = np.maximum((squares - months * pace**2) / np.maximum(count - 1, 1), least)
        none = np.zeros_like(pace)
        drifting.append((scale, pace, around, around / months))
        still.append((scale, none, np.maximum(squares / count, least), none))
    level, trend, error = _trends(places[0])
    stops, ceiling = (STOPS, 1.0) if is_share else (STOPS[:0], np.inf)
    straight = [drifting[1]] * (len(stops) + 1)
    walked = [*still[:2], drifting[0], *straight, *drifting[2:]]
    trends = (level, trend, np.maximum(error, 1e-7), np.zeros_like(trend))
    first, pace, variance, unsure = (
        np.concatenate([np.stack(parts), trended])
        for parts, trended in zip(zip(*walked, strict=True), trends, strict=True)
    )
    ahead = np.arange(LONGEST + 1)
    ways, spreads = [ahead * 1.0] * len(walked), [ahead * 1.0] * len(walked)
    for smooth, share, kept in TRENDS:
        way = np.concatenate([[0], np.cumsum(kept ** ahead[1:])])
        moved_by = smooth * (1 + share * way)  # by an error so many months before
        ways.append(way)
        spreads.append(np.concatenate([[0, 1], 1 + np.cumsum(moved_by[1:-1] ** 2)]))
    count = len(TRENDS)
    whole = [ceiling] * 3
    return Walks(
        first=first,
        pace=pace,
        variance=variance,
        unsure=unsure,
        age=np.arange(values.shape[1]) - newest,
        ways=np.stack(ways),
        spreads=np.stack(spreads),
        ceilings=np.array([*whole, *stops, ceiling, *lids, *[ceiling] * count]),
        straight=np.array(
            [False, True, False, *[True] * len(straight), *[False] * (len(lids) + count)]
        ),
        is_share=is_share,
    )


def _trends(places: Array) -> tuple[Array, Array, Array]:
    """Level, trend and mean squared error of a month ahead by each of TRENDS, until each month.

    Holt's damped trend, ETS(A,Ad,N): Hyndman, Koehler, Ord, Snyder (2008), chapters 2 and 6. It
    starts with the pace of the first year; a month without a value moves the state and corrects
    nothing.
    """
    smooth, share, kept = (np.array(column)[:, None] for column in zip(*TRENDS, strict=True))
    known = ~np.isnan(places)
    begun = np.argmax(known, axis=1)
    rows, months = np.arange(len(places)), places.shape[1]
    year = np.minimum(begun + YEAR - 1, months - 1)
    start = np.nan_to_num(places[rows, begun])
    trend = np.nan_to_num((last_known(places)[rows, year] - start) / np.maximum(year - begun, 1))
    level, trend = (np.tile(one, (len(TRENDS), 1)) for one in (start, trend))
    total, count = np.zeros_like(level), np.zeros_like(level)
    found = np.full((3, len(TRENDS), *places.shape), np.nan)
    for month in range(months):
        later = month > begun
        expected = np.where(later, level + kept * trend, level)
        trend = np.where(later, kept * trend, trend)
        judged = later & known[:, month]
        off = np.where(judged, np.nan_to_num(places[:, month]) - expected, 0.0)
        level, trend = expected + smooth * off, trend + smooth * share * off
        total, count = total + off**2, count + judged
        found[:, :, :, month] = level, trend, total / np.maximum(count, 1)
    return found[0], found[1], found[2]
