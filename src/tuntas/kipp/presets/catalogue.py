"""The list of presets."""

from tuntas.kipp.presets.jateng_2021 import JATENG_2021
from tuntas.kipp.presets.shape import Preset

PRESETS: dict[str, Preset] = {preset.key: preset for preset in (JATENG_2021,)}


def preset_of(key: str) -> Preset:
    """The preset; `KeyError` if there is none of that key."""
    return PRESETS[key]
