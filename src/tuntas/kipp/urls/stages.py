"""Addresses of duel rounds, panels, the public vote and the rule of order."""

from django.urls import URLPattern, path

from tuntas.kipp.views import votes
from tuntas.kipp.views.judging import beside, duels, order, panels

_DUELS = "<slug:edition>/banding/"
urlpatterns: list[URLPattern] = [
    path(_DUELS, duels.duels, name="duels"),
    path(_DUELS + "buka/<slug:track>/", duels.begin, name="duel_open"),
    path(_DUELS + "<int:pk>/", duels.show, name="duel"),
    path(_DUELS + "<int:pk>/tutup/", duels.end, {"how": "tutup"}, name="duel_close"),
    path(_DUELS + "<int:pk>/batal/", duels.end, {"how": "batal"}, name="duel_cancel"),
    path("<slug:edition>/duel/<int:pk>/", duels.vote, name="duel_vote"),
]
_VOTE = "<slug:edition>/suara/<slug:stage>/"
urlpatterns += [
    path(_VOTE, votes.ballot, name="vote"),
    path(_VOTE + "hitungan/", votes.count, name="vote_count"),
    path(_VOTE + "kantor/", votes.office, name="vote_office"),
    path(_VOTE + "kantor/sisihkan/", votes.set_aside, name="vote_aside"),
    path(_VOTE + "kantor/<int:pk>/kembalikan/", votes.back, name="vote_back"),
]
_PANEL = "<slug:edition>/panel/<slug:stage>/"
urlpatterns += [
    path(_PANEL, panels.panels, name="panels"),
    path(_PANEL + "baru/", panels.edit, name="panel_new"),
    path(_PANEL + "<int:pk>/", panels.show, name="panel"),
    path(_PANEL + "<int:pk>/ubah/", panels.edit, name="panel_edit"),
    path(_PANEL + "<int:pk>/lembar/<str:reference>/", panels.change, name="panel_change"),
]
urlpatterns += [
    path("<slug:edition>/nilai/<str:reference>/", beside.entry, name="beside"),
    path("<slug:edition>/nilai-saya/", beside.mine, name="my_scores"),
    path("<slug:edition>/sudah-direplikasi/", order.copied, name="copied"),
    path("<slug:edition>/sudah-direplikasi/<int:pk>/tarik/", order.uncopied, name="uncopied"),
]
