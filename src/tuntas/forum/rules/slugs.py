"""The word of a page's address, made of its title once."""

from collections.abc import Container

from django.db import models
from django.utils.text import slugify


def free_slug(model: type[models.Model], title: str, reserved: Container[str], otherwise: str) -> str:
    """A slug no other row has. `otherwise` is taken where nothing of the title can stand in an address."""
    stem = slugify(title)[:100].strip("-") or otherwise
    taken = set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    free, number = stem, 2
    while free in taken or free in reserved:
        free, number = f"{stem}-{number}", number + 1
    return free
