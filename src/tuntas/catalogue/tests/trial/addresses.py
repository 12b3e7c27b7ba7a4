"""The addresses of the house with those of the two small modules, as `config/urls.py` would hang them."""

from django.urls import include, path

from tuntas.catalogue.tests.trial.module import MODULE, MORE
from tuntas.config.urls import handler400, handler403, handler404, handler500
from tuntas.config.urls import urlpatterns as ours

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *ours,
    *(
        path(f"layanan/<code:place>/{one.prefix}/", include((one.urls, one.key), namespace=one.key))
        for one in (MODULE, MORE)
    ),
]
