"""Addresses of this room; sign-in itself is allauth's, under the same prefix."""

from django.urls import path

from tuntas.people.views import account, invitations, organisations, roles

app_name = "people"
urlpatterns = [
    path("saya/", account.me, name="me"),
    path("saya/ubah/", account.profile, name="profile"),
    path("saya/keluar-semua/", account.everywhere_out, name="everywhere_out"),
    path("organisasi/", organisations.organisations, name="organisations"),
    path("organisasi/baru/", organisations.organisation_new, name="organisation_new"),
    path("organisasi/cari/", organisations.join_search, name="join_search"),
    path("organisasi/<int:pk>/", organisations.organisation, name="organisation"),
    path("organisasi/<int:pk>/ubah/", organisations.organisation_edit, name="organisation_edit"),
    path("organisasi/<int:pk>/undang/", invitations.invite_member, name="invite"),
    path("organisasi/<int:pk>/gabung/", roles.join, name="join"),
    path("permintaan/<int:pk>/", roles.join_request, name="join_request"),
    path("permintaan/<int:pk>/batal/", roles.take_back_request, name="join_take_back"),
    path("undangan/", invitations.invite_at_place, name="place_invitations"),
    path("undangan/<int:pk>/kirim/", invitations.resend_invitation, name="invitation_resend"),
    path("undangan/<int:pk>/tarik/", invitations.withdraw_invitation, name="invitation_withdraw"),
    path("undangan/<str:token>/", invitations.invitation, name="invitation"),
    path("peran/<int:pk>/akhiri/", roles.end_holding, name="holding_end"),
    path("peran/<int:pk>/limpahkan/", roles.delegate_holding, name="delegate"),
]
