"""Addresses of the front door."""

from django.urls import path

from tuntas.lobby import views

app_name = "lobby"
urlpatterns = [
    path("", views.home, name="home"),
    path("meja/", views.desk, name="desk"),
    path("cari/", views.search, name="search"),
    path("sehat/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
]
