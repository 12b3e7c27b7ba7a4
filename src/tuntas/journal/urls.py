"""Addresses of this room."""

from django.urls import path

from tuntas.journal import views

app_name = "journal"
urlpatterns = [
    path("", views.trail, name="trail"),
    path("<str:subject>/", views.of, name="of"),
]
