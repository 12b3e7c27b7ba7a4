"""The front door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "lobby/home.html")


def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "lobby/desk.html")
