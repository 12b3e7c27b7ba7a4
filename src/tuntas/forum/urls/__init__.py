"""Addresses of the public face, one file a noun; the fixed words of stories are reserved slugs (`rules.stories`)."""

from tuntas.forum.urls import gatherings, honours, programmes, questions, stories

app_name = "forum"
urlpatterns = [
    *stories.urlpatterns,
    *questions.urlpatterns,
    *programmes.urlpatterns,
    *honours.urlpatterns,
    *gatherings.urlpatterns,
]
