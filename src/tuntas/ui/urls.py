"""Addresses of the style page."""

from django.urls import path

from tuntas.ui import views

app_name = "ui"
urlpatterns = [path("", views.style, name="style")]
