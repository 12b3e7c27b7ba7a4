"""Addresses of what follows a result: reports, objections, and coaching."""

from django.urls import path

from tuntas.kipp.views import feedback
from tuntas.kipp.views.coaching import revising, thread
from tuntas.kipp.views.objections import office, team

ONE = "<slug:edition>/usulan/<str:reference>/"

urlpatterns = [
    path("<slug:edition>/umpan-balik/", feedback.reports, name="feedbacks"),
    path("<slug:edition>/umpan-balik/catatan/", feedback.remarks, name="remarks"),
    path("<slug:edition>/umpan-balik/catatan/<str:kind>/<int:pk>/", feedback.remark, name="remark"),
    path(f"{ONE}umpan-balik/", feedback.report, name="feedback"),
    path(f"{ONE}umpan-balik/pdf/", feedback.paper, name="feedback_paper"),
    path("<slug:edition>/masa-sanggah/", team.public, name="objection_numbers"),
    path("<slug:edition>/sanggahan/", office.rows, name="objections"),
    path("<slug:edition>/sanggahan/<str:reference>/", office.one, name="objection"),
    path(f"{ONE}sanggah/", team.new, name="objection_new"),
    path("<slug:edition>/pembinaan/", thread.everybody, name="coaching"),
    path("<slug:edition>/pembinaan/<str:reference>/", thread.coach, name="coach"),
    path("<slug:edition>/pembinaan/<str:reference>/revisi/", revising.revision, name="revision"),
    path("<slug:edition>/pembinaan/<str:reference>/revisi/<slug:section>/", revising.section, name="revision_section"),
    path("<slug:edition>/juri/<slug:stage>/<str:reference>/revisi/", revising.jury, name="desk_revised"),
]
