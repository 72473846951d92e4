"""Rings of places: unwrapped where they cross ±180°, clipped to a rectangle, made simpler.  Pure.

A ring is a list of (x, y) without its first place repeated at the end.  All rings of a drawing
are filled together by the even-odd rule, so a lake is simply one more ring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Place = tuple[float, float]
Ring = list[Place]
Edges = tuple[float, float, float, float]
"""Least x, least y, greatest x, greatest y."""


def edges_of(ring: Sequence[Place]) -> Edges:
    """The rectangle around a ring."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def unwrapped(ring: Sequence[Place]) -> Ring:
    """A ring of degrees whose longitudes go on beyond ±180° in place of leaping to the other side;
    a ring that winds round a pole is closed along that pole."""
    turns, before, out = 0, ring[0][0], []
    for lon, lat in ring:
        turns += (before - lon > 180) - (lon - before > 180)
        out.append((lon + 360 * turns, lat))
        before = lon
    turns += (before - ring[0][0] > 180) - (ring[0][0] - before > 180)
    if turns:
        pole = 90.0 if sum(lat for _, lat in ring) > 0 else -90.0
        end = (out[0][0] + 360 * turns, out[0][1])
        out += [end, (end[0], pole), (out[0][0], pole)]
    return out


def between(ring: Sequence[Place], edges: Edges) -> Ring:
    """The part of a ring inside a rectangle (Sutherland and Hodgman), empty if there is none."""
    left, top, right, bottom = edges
    least_x, least_y, most_x, most_y = edges_of(ring)
    if least_x > right or most_x < left or least_y > bottom or most_y < top:
        return []
    out = list(ring)
    if least_x < left:
        out = _cut(out, lambda p: p[0] >= left, lambda a, b: (left, _along(a, b, left)))
    if out and most_x > right:
        out = _cut(out, lambda p: p[0] <= right, lambda a, b: (right, _along(a, b, right)))
    if out and least_y < top:
        out = _cut(out, lambda p: p[1] >= top, lambda a, b: (_across(a, b, top), top))
    if out and most_y > bottom:
        out = _cut(out, lambda p: p[1] <= bottom, lambda a, b: (_across(a, b, bottom), bottom))
    return out if len(out) > 2 else []


def _cut(
    ring: Ring, inside: Callable[[Place], bool], crossing: Callable[[Place, Place], Place]
) -> Ring:
    out: Ring = []
    before = ring[-1]
    was_in = inside(before)
    for place in ring:
        is_in = inside(place)
        if is_in != was_in:
            out.append(crossing(before, place))
        if is_in:
            out.append(place)
        before, was_in = place, is_in
    return out


def _along(a: Place, b: Place, x: float) -> float:
    return a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])


def _across(a: Place, b: Place, y: float) -> float:
    return a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1])


def simpler(ring: Sequence[Place], tolerance: float) -> Ring:
    """A ring with fewer places, none further from the old line than the tolerance (Douglas and
    Peucker, from the two places that lie furthest apart from the first)."""
    if len(ring) < 4:
        return list(ring)
    x0, y0 = ring[0]
    far = max(range(len(ring)), key=lambda i: (ring[i][0] - x0) ** 2 + (ring[i][1] - y0) ** 2)
    line = [*ring, ring[0]]
    keep = {0, far}
    open_parts = [(0, far), (far, len(ring))]
    while open_parts:
        first, last = open_parts.pop()
        index = _furthest(line, (first, last), tolerance * tolerance)
        if index:
            keep.add(index)
            open_parts += [(first, index), (index, last)]
    return [ring[i] for i in sorted(keep)]


def _furthest(line: Sequence[Place], part: tuple[int, int], least: float) -> int:
    """The place furthest from the chord of a part; 0 if none is beyond the least (squared)."""
    first, last = part
    (ax, ay), (bx, by) = line[first], line[last]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    found = 0
    for i in range(first + 1, last):
        x, y = line[i][0] - ax, line[i][1] - ay
        if length:
            part_way = max(0.0, min(1.0, (x * dx + y * dy) / length))
            x, y = x - part_way * dx, y - part_way * dy
        far = x * x + y * y
        if far > least:
            least, found = far, i
    return found


def holds(rings: Iterable[Sequence[Place]], place: Place) -> bool:
    """Whether a place lies inside, by the even-odd rule."""
    x, y = place
    inside = False
    for ring in rings:
        before = ring[-1]
        for now in ring:
            if (before[1] > y) != (now[1] > y) and x < _across(before, now, y):
                inside = not inside
            before = now
    return inside
