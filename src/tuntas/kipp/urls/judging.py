"""Addresses of judging."""

from django.urls import URLPattern, path

from tuntas.kipp.views.judging import assigning, desk, locking, queue, ranking, shortlist, unsealing

urlpatterns: list[URLPattern] = [
    path("<slug:edition>/juri/", queue.jury, name="jury"),
    path("<slug:edition>/juri/<slug:stage>/", queue.show, name="queue"),
    path("<slug:edition>/juri/<slug:stage>/<str:reference>/", desk.show, name="desk"),
    path("<slug:edition>/juri/<slug:stage>/<str:reference>/simpan/", desk.autosave, name="desk_autosave"),
    path("<slug:edition>/juri/<slug:stage>/<str:reference>/tarik/", desk.reopen, name="take_back"),
    path("<slug:edition>/penugasan/<slug:stage>/", assigning.show, name="assign"),
    path("<slug:edition>/penugasan/<slug:stage>/lepas/<int:assignment>/", assigning.unassign, name="unassign"),
    path("<slug:edition>/penugasan/<slug:stage>/bebaskan/<int:juror>/", assigning.free, name="release"),
    path("<slug:edition>/peringkat/<slug:stage>/", ranking.show, name="ranking"),
    path("<slug:edition>/peringkat/<slug:stage>/kunci/", locking.lock, name="lock"),
    path("<slug:edition>/peringkat/<slug:stage>/buka/", locking.unlock, name="unlock"),
    path("<slug:edition>/peringkat/<slug:stage>/hitung-ulang/", locking.again, name="recompute"),
    path("<slug:edition>/peringkat/<slug:stage>/segel/", unsealing.unseal_early, name="unseal"),
    path("<slug:edition>/peringkat/<slug:stage>/segel/tutup/", unsealing.close_early, name="seal"),
    path("<slug:edition>/peringkat/<slug:stage>/<str:reference>/", ranking.explain, name="derivation"),
    path("<slug:edition>/daftar-pendek/", shortlist.show, name="shortlist"),
    path("<slug:edition>/daftar-pendek/umumkan/", shortlist.publish, name="shortlist_publish"),
]
