"""Addresses of LABKD below a place, by line. Every view is given `place`, the code; the gate has looked at it."""

from django.urls import path

from tuntas.services.labkd.urls.letters import urlpatterns as letters
from tuntas.services.labkd.views import home

app_name = "labkd"
urlpatterns = [path("", home.home, name="home"), *letters]
