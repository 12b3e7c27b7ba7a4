"""Addresses of this room."""

from django.urls import path, re_path

from tuntas.places import views

app_name = "places"
urlpatterns = [
    path("", views.home, name="home"),
    re_path(r"^(?P<code>\d{2}(?:\.\d{2}){0,2}(?:\.\d{4})?)/$", views.place, name="place"),
]
