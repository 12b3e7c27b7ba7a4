"""What people are told when something happens here. Handlers for the lobby's wiring."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.forum.models import Post, Report, Story
from tuntas.forum.queries.questions import answering
from tuntas.forum.queries.stories import editors
from tuntas.forum.terms import (
    PostHidden,
    PostReported,
    QuestionAnswered,
    QuestionAsked,
    Standing,
    StoryDrafted,
)
from tuntas.kernel.clock import now as clock_now
from tuntas.notices.actions import tell, tell_many
from tuntas.notices.terms import worded

SHORT = 300  # characters of a post in a letter


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"


def _thread(question: Post) -> str:
    assert question.innovation is not None
    return reverse("forum:question", args=[question.innovation.slug, question.pk])


def _where(post: Post) -> str:
    """The page a post stands on."""
    if post.story is not None:
        return f"{reverse('forum:story', args=[post.story.slug])}#tanggapan-{post.pk}"
    return _thread(post.parent or post)


def tell_drafted(event: StoryDrafted) -> None:
    """The newsroom learns that a draft waits."""
    story = Story.objects.get(pk=event.story_id)
    words = worded(
        lambda: (
            _("A draft waits: %(title)s") % {"title": story.title},
            _("It was composed from an announced result. Read it, add pictures and publish it."),
        )
    )
    link = reverse("forum:edit", args=[story.pk])
    tell_many(people=editors(story.created_at), kind="forum.story_drafted", link=link, now=clock_now(), **words)


def tell_asked(event: QuestionAsked) -> None:
    """Who answers for the innovation learns of the question."""
    question = Post.objects.select_related("by", "innovation__owner").get(pk=event.post_id)
    assert question.innovation is not None
    name = question.innovation.name
    words = worded(lambda: (_("A question about %(name)s") % {"name": name}, _short(question.text)))
    people = answering(question.innovation, question.at).exclude(pk=question.by_id)
    tell_many(people=people, kind="forum.asked", link=_thread(question), now=clock_now(), **words)


def tell_answered(event: QuestionAnswered) -> None:
    """Whoever asked learns of an answer; when they write on themselves, the owner does."""
    answer = Post.objects.select_related("by", "parent__by", "innovation__owner").get(pk=event.post_id)
    assert answer.parent is not None and answer.innovation is not None
    question, name = answer.parent, answer.innovation.name
    if answer.by_id == question.by_id:
        words = worded(lambda: (_("More about a question on %(name)s") % {"name": name}, _short(answer.text)))
        people = answering(answer.innovation, answer.at).exclude(pk=answer.by_id)
        tell_many(people=people, kind="forum.asked", link=_thread(question), now=clock_now(), **words)
        return
    words = worded(lambda: (_title_of(answer) % {"name": name}, _short(answer.text)))
    tell(person=question.by, kind="forum.answered", link=_thread(question), now=clock_now(), **words)


def _title_of(answer: Post) -> str:
    if answer.standing == Standing.OWNER:
        return _("The owner of %(name)s answered you")
    return _("Somebody who copied %(name)s answered you")


def tell_reported(event: PostReported) -> None:
    """The newsroom learns of a report."""
    report = Report.objects.get(pk=event.report_id)
    words = worded(lambda: (_("A reader reports a post"), _short(report.reason)))
    link = reverse("forum:reports")
    tell_many(people=editors(report.at), kind="forum.reported", link=link, now=clock_now(), **words)


def tell_hidden(event: PostHidden) -> None:
    """The writer learns that a post was hidden, and why."""
    post = Post.objects.select_related("by", "story", "innovation", "parent__innovation").get(pk=event.post_id)
    words = worded(
        lambda: (
            _("What you wrote was hidden"),
            _("Reason: %(reason)s") % {"reason": post.hidden_reason},
        )
    )
    tell(person=post.by, kind="forum.hidden", link=_where(post), now=clock_now(), **words)
