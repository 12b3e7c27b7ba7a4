"""Addresses of this room; sign-in itself is allauth's, under the same prefix."""

from django.urls import URLPattern

app_name = "people"
urlpatterns: list[URLPattern] = []
