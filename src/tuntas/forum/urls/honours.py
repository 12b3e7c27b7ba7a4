"""Special awards; the fixed words are reserved slugs (`rules.honours`)."""

from django.urls import path

from tuntas.forum.views import honours

_ONE = "penghargaan/<slug:slug>/"
urlpatterns = [
    path("penghargaan/", honours.list_, name="honours"),
    path("penghargaan/baru/", honours.prepare, name="honour_prepare"),
    path(_ONE, honours.page, name="honour"),
    path(_ONE + "ubah/", honours.write, name="honour_write"),
    path(_ONE + "penerima/", honours.add, name="honouree_add"),
    path(_ONE + "penerima/<int:pk>/hapus/", honours.drop, name="honouree_drop"),
    path(_ONE + "penerima/<int:pk>/cabut/", honours.take_back, name="honour_take_back"),
    path(_ONE + "serahkan/", honours.grant, name="honour_grant"),
]
