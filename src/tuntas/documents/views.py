"""Checking and reading documents."""

from django.http import HttpRequest, HttpResponse


def ask(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def check(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse("")


def document(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse("")


def download(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse("")
