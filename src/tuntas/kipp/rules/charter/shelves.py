"""All shelves of the rules, in the order people read them."""

from tuntas.kipp.rules.charter.facts import CATEGORIES, CHECKS, EDITION, GROUPS, REQUIREMENTS, SECTIONS, TRACKS
from tuntas.kipp.rules.charter.shape import Shelf
from tuntas.kipp.rules.charter.stages import CRITERIA, STAGES

SHELVES = (TRACKS, GROUPS, CATEGORIES, SECTIONS, REQUIREMENTS, CHECKS, STAGES)
BY_KEY: dict[str, Shelf] = {shelf.key: shelf for shelf in (EDITION, *SHELVES, CRITERIA)}
