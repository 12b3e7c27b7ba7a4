"""Stories for everybody, and the newsroom behind them."""

from django.urls import path

from tuntas.forum.views import feeds, newsroom, stories

public = [
    path("kabar-inovasi/", stories.list_, name="stories"),
    path("kabar-inovasi/rss.xml", feeds.feed, {"kind": "rss"}, name="rss"),
    path("kabar-inovasi/atom.xml", feeds.feed, {"kind": "atom"}, name="atom"),
    path("kabar-inovasi/arsip/", stories.archive, name="archive"),
    path("kabar-inovasi/arsip/<int:year>/<int:month>/", stories.month, name="month"),
    path("kabar-inovasi/kategori/<slug:category>/", stories.category, name="category"),
    path("kabar-inovasi/<slug:slug>/", stories.page, name="story"),
    path("kabar-inovasi/<slug:slug>/kartu-<int:number>.png", feeds.card, name="card"),
    path("kabar-inovasi/<slug:slug>/tanggapan/", stories.comment, name="comment"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
]
editing = [
    path("redaksi/", newsroom.desk, name="newsroom"),
    path("redaksi/baru/", newsroom.begin, name="begin"),
    path("redaksi/<int:pk>/", newsroom.edit, name="edit"),
    path("redaksi/<int:pk>/simpan/", newsroom.autosave, name="autosave"),
    path("redaksi/<int:pk>/pratinjau/", newsroom.preview, name="preview"),
    path("redaksi/<int:pk>/sekilas/", newsroom.glance, name="glance"),
    path("redaksi/<int:pk>/gambar/", newsroom.add_picture, name="picture"),
    path("redaksi/<int:pk>/gambar/<int:picture>/keluarkan/", newsroom.take_out, name="take_out"),
    path("redaksi/<int:pk>/terbitkan/", newsroom.publish, name="publish"),
    path("redaksi/<int:pk>/tarik/", newsroom.withdraw, name="withdraw"),
    path("redaksi/<int:pk>/versi/", newsroom.versions, name="versions"),
]
urlpatterns = [*public, *editing]
