"""Tables of the catalogue, split by noun."""

from tuntas.catalogue.models.practice import PracticeOverride
from tuntas.catalogue.models.switches import ReadinessAnswer, SettingValue, Switch

__all__ = ["PracticeOverride", "ReadinessAnswer", "SettingValue", "Switch"]
