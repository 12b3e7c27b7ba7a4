"""Their addresses."""

from django.urls import path

from tuntas.catalogue.tests.trial.views import page

urlpatterns = [path("", page, name="home"), path("dalam/", page, name="inner")]
