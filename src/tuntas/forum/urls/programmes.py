"""Programmes; the fixed words are reserved slugs (`rules.programmes`)."""

from django.urls import path

from tuntas.forum.views import programmes

_ONE = "program/<slug:slug>/"
urlpatterns = [
    path("program/", programmes.list_, name="programmes"),
    path("program/baru/", programmes.begin, name="programme_begin"),
    path(_ONE, programmes.page, name="programme"),
    path(_ONE + "ubah/", programmes.edit, name="programme_edit"),
    path(_ONE + "ubah/isi/", programmes.write, name="programme_write"),
    path(_ONE + "ubah/tampilkan/", programmes.show, name="programme_show"),
    path(_ONE + "ubah/<slug:kind>/", programmes.piece, name="programme_piece_add"),
    path(_ONE + "ubah/<slug:kind>/<int:pk>/", programmes.piece, name="programme_piece"),
    path(_ONE + "ubah/<slug:kind>/<int:pk>/hapus/", programmes.drop, name="programme_piece_drop"),
]
