"""The tree of places. The code is the key: a prefix is an ancestor."""

from django.db import models

from tuntas.places.terms import Level


class Place(models.Model):
    """A territory with its official code, e.g. 33 · 33.26 · 33.26.05 · 33.26.05.2005."""

    code = models.CharField(primary_key=True, max_length=13)
    level = models.CharField(max_length=10, choices=Level.choices)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, help_text="provinsi, kabupaten, kota, kecamatan, desa or kelurahan")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    postcode = models.CharField(max_length=5, blank=True)

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "name"])]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name with its kind as people say it: "Kabupaten Pekalongan", "Desa Talun"."""
        return self.name if self.level == Level.PROVINCE else f"{self.kind.capitalize()} {self.name}"

    @property
    def lineage(self) -> list[str]:
        """Codes from the province down to this place: ["33", "33.26", "33.26.05"]."""
        parts = self.code.split(".")
        return [".".join(parts[: i + 1]) for i in range(len(parts))]
