"""Addresses of what follows a result: reports, objections, and coaching."""

from django.urls import path

from tuntas.kipp.views import feedback

ONE = "<slug:edition>/usulan/<str:reference>/"

urlpatterns = [
    path("<slug:edition>/umpan-balik/", feedback.reports, name="feedbacks"),
    path("<slug:edition>/umpan-balik/catatan/", feedback.remarks, name="remarks"),
    path("<slug:edition>/umpan-balik/catatan/<str:kind>/<int:pk>/", feedback.remark, name="remark"),
    path(f"{ONE}umpan-balik/", feedback.report, name="feedback"),
    path(f"{ONE}umpan-balik/pdf/", feedback.paper, name="feedback_paper"),
]
