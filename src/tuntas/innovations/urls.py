"""Addresses of the register; the fixed words are reserved as slugs (`actions.upkeep.RESERVED`)."""

from django.urls import path, re_path

from tuntas.innovations.views import owners, register

app_name = "innovations"
urlpatterns = [
    path("", register.list_, name="list"),
    re_path(r"^unduh\.(?P<form>xlsx|csv)$", register.export, name="export"),
    path("baru/", owners.new, name="new"),
    path("milik-kami/", owners.mine, name="mine"),
    path("<slug:slug>/", register.page, name="page"),
    path("<slug:slug>/ubah/", owners.edit, name="edit"),
    path("<slug:slug>/keadaan/", owners.status, name="status"),
    path("<slug:slug>/terbitkan/", owners.publish, name="publish"),
    path("<slug:slug>/tarik/", owners.hide, name="hide"),
]
