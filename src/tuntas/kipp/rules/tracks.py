"""In which track an organisation competes."""

from collections.abc import Iterable

from tuntas.kipp.models import Edition, Track
from tuntas.people.models import Organisation


def fits(track: Track, kind: str, level: str) -> bool:
    """Whether organisations of that kind, at a place of that level, compete in the track; no level named: any."""
    return kind in track.kinds and (not track.levels or level in track.levels)


def track_for(edition: Edition, organisation: Organisation, tracks: Iterable[Track] | None = None) -> Track | None:
    """The track of the organisation by its kind and its place's level; None: it cannot enter this edition."""
    level = organisation.place.level
    found = edition.tracks.all() if tracks is None else tracks
    return next((track for track in found if fits(track, organisation.kind, level)), None)
