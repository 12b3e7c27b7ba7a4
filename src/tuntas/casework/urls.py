"""Addresses of casework; fixed words come before a reference, which is always in capitals with dashes."""

from django.urls import path, re_path

from tuntas.casework.views import cases, inbox, referrals, threads

app_name = "casework"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    re_path(r"^unduh\.(?P<form>xlsx|csv)$", inbox.export, name="export"),
    path("rujukan/", referrals.referrals, name="referrals"),
    path("rujukan/<int:pk>/", referrals.referral, name="referral"),
    path("macet/", threads.stuck, name="stuck"),
    re_path(r"^macet/unduh\.(?P<form>xlsx|csv)$", threads.export, name="stuck_export"),
    path("utas/<str:reference>/", threads.show, name="thread"),
    path("<str:reference>/", cases.case, name="case"),
    path("<str:reference>/<slug:key>/", cases.make, name="move"),
]
