"""Addresses of the register; the fixed words are reserved as slugs (`actions.upkeep.RESERVED`)."""

from django.urls import path, re_path

from tuntas.innovations.views import card, keeping, maturity, owners, page, search, showing, writing

app_name = "innovations"
urlpatterns = [
    path("", search.list_, name="list"),
    re_path(r"^unduh\.(?P<form>xlsx|csv)$", search.export, name="export"),
    path("baru/", owners.new, name="new"),
    path("milik-kami/", owners.mine, name="mine"),
    path("pemeliharaan/", keeping.upkeep, name="upkeep"),
    path("<slug:slug>/", page.page, name="page"),
    path("<slug:slug>/kartu/", card.card, name="card"),
    path("<slug:slug>/pratinjau/", page.preview, name="preview"),
    path("<slug:slug>/tulis/", writing.tasks, name="write"),
    path("<slug:slug>/tulis/<slug:key>/", writing.chapter, name="chapter"),
    path("<slug:slug>/tulis/<slug:key>/simpan/", writing.autosave, name="autosave"),
    path("<slug:slug>/tulis/<slug:key>/buang/", writing.drop, name="drop_draft"),
    path("<slug:slug>/angka/", showing.measures, name="measures"),
    path("<slug:slug>/angka/<int:pk>/", showing.measure, name="measure"),
    path("<slug:slug>/gambar/", showing.pictures, name="pictures"),
    path("<slug:slug>/gambar/<int:pk>/", showing.picture, name="picture"),
    path("<slug:slug>/dokumen/", showing.papers, name="papers"),
    path("<slug:slug>/kematangan/", maturity.maturity, name="maturity"),
    path("<slug:slug>/kematangan/<int:number>/", maturity.indicator, name="indicator"),
    path("<slug:slug>/ubah/", owners.edit, name="edit"),
    path("<slug:slug>/keadaan/", keeping.status, name="status"),
    path("<slug:slug>/terbitkan/", owners.publish, name="publish"),
    path("<slug:slug>/tarik/", owners.hide, name="hide"),
]
