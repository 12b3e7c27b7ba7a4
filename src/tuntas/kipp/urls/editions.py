"""Addresses of editions. `baru` is a reserved word: no edition has it for a slug."""

from django.urls import URLPattern, path

from tuntas.kipp.views.editions import amendments, board, opening, people, public, rulebook, sharing

urlpatterns: list[URLPattern] = [
    path("", public.home, name="home"),
    path("baru/", opening.new, name="new"),
    path("<slug:edition>/", public.edition, name="edition"),
    path("<slug:edition>/pratinjau/", public.preview, name="preview"),
    path("<slug:edition>/pratinjau/juri/", rulebook.preview_juror, name="preview_juror"),
    path("<slug:edition>/salin/", sharing.copy, name="copy"),
    path("<slug:edition>/bandingkan/", sharing.compare, name="compare"),
    path("<slug:edition>/perubahan/", amendments.amendments, name="amendments"),
    path("<slug:edition>/perubahan/mulai/", amendments.begin, name="amend_begin"),
    path("<slug:edition>/perubahan/rancangan/", amendments.amend, name="amend"),
    path("<slug:edition>/perubahan/rancangan/lepas/", amendments.forget, name="amend_forget"),
    path("<slug:edition>/perubahan/rancangan/sisihkan/", amendments.drop, name="amend_drop"),
    path("<slug:edition>/perubahan/rancangan/sahkan/", amendments.enact, name="amend_enact"),
    path(
        "<slug:edition>/perubahan/rancangan/kriteria/<slug:stage>/<slug:criterion>/",
        amendments.amend_criterion,
        name="amend_criterion",
    ),
    path("<slug:edition>/perubahan/rancangan/<slug:part>/", amendments.amend_part, name="amend_part"),
    path("<slug:edition>/papan/", board.board, name="board"),
    path("<slug:edition>/perpanjang/<slug:stage>/", board.extending, name="extend"),
    path("<slug:edition>/ingatkan/", board.nudging, name="nudge"),
    path("<slug:edition>/aturan/", rulebook.rules, name="rules"),
    path("<slug:edition>/aturan/berkas/", sharing.rules_file, name="rules_file"),
    path("<slug:edition>/aturan/masuk/", sharing.take_in, name="rules_import"),
    path("<slug:edition>/aturan/kembalikan/<int:removal>/", rulebook.restoring, name="rules_restore"),
    path("<slug:edition>/aturan/kriteria/<slug:stage>/<slug:criterion>/", rulebook.criterion, name="rules_criterion"),
    path("<slug:edition>/aturan/<slug:part>/", rulebook.part, name="rules_part"),
    path("<slug:edition>/orang/", people.people, name="people"),
    path("<slug:edition>/orang/<int:holder>/lepas/", people.leave, name="leave"),
    path("<slug:edition>/orang/tawaran/<int:offer>/tarik/", people.withdraw, name="withdraw_offer"),
    path("<slug:edition>/terbitkan/", opening.publishing, name="publish"),
]
