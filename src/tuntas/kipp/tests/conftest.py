"""The room's own stage: a published edition and its people."""

from tuntas.kipp.tests.stage import edition, juror_seats, secretary, small_edition

__all__ = ["edition", "juror_seats", "secretary", "small_edition"]
