"""Addresses of this room."""

from django.urls import path

from tuntas.documents import views

app_name = "documents"
urlpatterns = [
    path("periksa/", views.ask, name="check"),
    path("periksa/<str:token>/", views.check, name="check"),
    path("<str:token>/", views.document, name="document"),
    path("<str:token>/unduh/", views.download, name="download"),
    path("<str:token>/ganti/", views.renewal, name="renew"),
    path("<str:token>/akhiri/", views.end, name="end"),
]
