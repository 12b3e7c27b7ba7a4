"""The room as Django sees it; at start-up it takes in the modules of the house and looks whether they fit together."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "tuntas.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Reads the manifest of every package in `config/modules.py`; the check says what does not fit."""
        from django.conf import settings  # noqa: PLC0415
        from django.core import checks  # noqa: PLC0415

        from tuntas.casework.flow import register, register_kind  # noqa: PLC0415
        from tuntas.catalogue.actions.settling import EVIDENCE  # noqa: PLC0415
        from tuntas.catalogue.queries.referrals import kinds_of  # noqa: PLC0415
        from tuntas.catalogue.rules.complete import complaints  # noqa: PLC0415 - models exist only now
        from tuntas.catalogue.rules.reach import may_read_evidence  # noqa: PLC0415
        from tuntas.catalogue.shelf.catalogue import CATALOGUE, manifest_of  # noqa: PLC0415
        from tuntas.files.rules import register as register_file  # noqa: PLC0415
        from tuntas.quality.flow import Service, measure  # noqa: PLC0415

        for package in settings.SERVICES:
            module = manifest_of(package)
            CATALOGUE.add(module, package)
            for flow in module.flows:
                register(flow)
            for kind in kinds_of(module):
                register_kind(kind)
            flows = tuple(flow.key for flow in module.flows if flow.promise.days is not None)
            measure(Service(module.key, module.name, flows, module.promise))  # what promises nothing is no service
        checks.register(complaints)
        register_file(EVIDENCE, may_read_evidence)
