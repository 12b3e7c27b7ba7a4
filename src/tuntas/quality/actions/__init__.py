"""What is written: what a service notes of a case, the sums, the survey."""

from tuntas.quality.actions.measuring import note, refresh, remeasure

__all__ = ["note", "refresh", "remeasure"]
