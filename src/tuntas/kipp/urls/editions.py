"""Addresses of editions. `baru` is a reserved word: no edition has it for a slug."""

from django.urls import URLPattern, path

from tuntas.kipp.views.editions import board, opening, people, public, rulebook

urlpatterns: list[URLPattern] = [
    path("", public.home, name="home"),
    path("baru/", opening.new, name="new"),
    path("<slug:edition>/", public.edition, name="edition"),
    path("<slug:edition>/pratinjau/", public.preview, name="preview"),
    path("<slug:edition>/papan/", board.board, name="board"),
    path("<slug:edition>/perpanjang/<slug:stage>/", board.extending, name="extend"),
    path("<slug:edition>/ingatkan/", board.nudging, name="nudge"),
    path("<slug:edition>/aturan/", rulebook.rules, name="rules"),
    path("<slug:edition>/aturan/kriteria/<int:criterion>/", rulebook.criterion, name="rules_criterion"),
    path("<slug:edition>/aturan/<slug:part>/", rulebook.part, name="rules_part"),
    path("<slug:edition>/orang/", people.people, name="people"),
    path("<slug:edition>/orang/<int:holder>/lepas/", people.leave, name="leave"),
    path("<slug:edition>/orang/tawaran/<int:offer>/tarik/", people.withdraw, name="withdraw_offer"),
    path("<slug:edition>/terbitkan/", opening.publishing, name="publish"),
]
