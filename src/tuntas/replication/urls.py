"""Addresses of replication; fixed words come before a reference, which is always in capitals with dashes."""

from django.urls import path, re_path

from tuntas.replication.views import plans, province, public, starting, updates, work

app_name = "replication"
urlpatterns = [
    path("", public.home, name="home"),
    path("saya/", province.mine, name="mine"),
    path("provinsi/", province.province, name="province"),
    re_path(r"^provinsi/unduh\.(?P<form>xlsx|csv)$", province.export, name="export"),
    path("mulai/<slug:slug>/", starting.start, name="start"),
    path("pohon/<slug:slug>/", public.tree, name="tree"),
    path("<str:reference>/", public.page, name="page"),
    path("<str:reference>/kesepakatan/", work.agreement, name="agreement"),
    path("<str:reference>/pesan/", work.message, name="message"),
    path("<str:reference>/pendamping/", work.mentor, name="mentor"),
    path("<str:reference>/rencana/", plans.plan, name="plan"),
    path("<str:reference>/rencana/simpan/", plans.plan_autosave, name="plan_autosave"),
    path("<str:reference>/kesiapan/", plans.readiness, name="readiness"),
    path("<str:reference>/tonggak/", plans.milestones, name="milestones"),
    path("<str:reference>/hasil/", plans.results, name="results"),
    path("<str:reference>/pembaruan/<int:pk>/", updates.update, name="update"),
    path("<str:reference>/ingatkan/", province.nudge, name="nudge"),
    path("<str:reference>/langkah/<slug:key>/", work.move, name="move"),
]
