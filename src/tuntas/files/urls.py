"""Addresses of this room."""

from django.urls import path

from tuntas.files import views

app_name = "files"
urlpatterns = [
    path("<uuid:identifier>/", views.serve, name="serve"),
    path("<uuid:identifier>/<int:width>.<slug:form>", views.picture, name="picture"),
]
