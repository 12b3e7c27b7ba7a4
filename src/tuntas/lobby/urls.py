"""Addresses of the front door."""

from django.urls import path, re_path

from tuntas.lobby import views
from tuntas.lobby.api import pages

app_name = "lobby"
urlpatterns = [
    path("", views.home, name="home"),
    path("meja/", views.desk, name="desk"),
    path("cari/", views.search, name="search"),
    path("bantuan/", views.guides, name="help"),
    path("bantuan/gambar/<slug:language>/<slug:name>.png", views.guide_picture, name="guide_picture"),
    path("bantuan/<slug:guide>/", views.guide, name="guide"),
    path("sehat/", views.health, name="health"),
    path("data/", pages.data, name="data"),
    re_path(r"^data/(?P<what>[a-z]+)\.(?P<form>csv|xlsx)$", pages.table, name="table"),
    path("robots.txt", views.robots, name="robots"),
]
