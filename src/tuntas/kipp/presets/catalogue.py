"""The list of presets."""

from tuntas.kipp.presets.jateng_2021 import JATENG_2021
from tuntas.kipp.presets.national_2023 import NATIONAL_2023
from tuntas.kipp.presets.national_2025 import NATIONAL_2025
from tuntas.kipp.presets.shape import Preset

PRESETS: dict[str, Preset] = {preset.key: preset for preset in (JATENG_2021, NATIONAL_2023, NATIONAL_2025)}


def preset_of(key: str) -> Preset:
    """The preset; `KeyError` if there is none of that key."""
    return PRESETS[key]
