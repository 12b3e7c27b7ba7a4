"""Addresses of this room."""

from django.urls import path

from tuntas.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("<int:pk>/", views.follow, name="follow"),
    path("<int:pk>/dibaca/", views.read, name="read"),
    path("dibaca/", views.all_read, name="read_all"),
    path("pilihan/", views.choices, name="choices"),
]
