"""Pictures of a story: kept without hidden data, with the words that make them readable for everybody."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.files.actions import make_copies, store
from tuntas.files.queries import content_of
from tuntas.files.rules.pictures import size_of
from tuntas.files.terms import IMAGE
from tuntas.forum.actions.refusals import NotAllowed, NotReady
from tuntas.forum.models import Story, StoryPicture
from tuntas.forum.rules.stories import PICTURE, may_write
from tuntas.forum.terms import MOST_PICTURES
from tuntas.journal.actions import record, subject_of
from tuntas.kernel.text import clean
from tuntas.people.models import Person

KIND = IMAGE(10)


@transaction.atomic
def add_picture(
    *,
    story: Story,
    upload: UploadedFile | bytes,
    name: str,
    alt: str,
    caption: str,
    credit: str,
    by: Person,
    now: datetime,
    alt_en: str = "",
    caption_en: str = "",
) -> StoryPicture:
    """Add a picture to the working copy. Raises `UploadRefused` or a refusal of ours; nothing is kept then."""
    if not may_write(by, now):
        raise NotAllowed
    Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
    if not (alt.strip() and caption.strip() and credit.strip()):
        raise NotReady(_("A picture needs a description, a caption, and who made it."))
    if story.pictures.filter(removed_at=None).count() >= MOST_PICTURES:
        raise NotReady(_("This story has enough pictures. Take one out first."))
    file = store(upload=upload, name=name, kind=KIND, purpose=PICTURE, subject=subject_of(story), by=by, now=now)
    width, height = size_of(content_of(file))
    picture = StoryPicture.objects.create(
        story=story,
        file=file,
        width=width,
        height=height,
        alt=clean(alt),
        alt_en=clean(alt_en),
        caption=clean(caption),
        caption_en=clean(caption_en),
        credit=clean(credit),
        added_by=by,
        added_at=now,
    )
    make_copies(file=file, width=width)
    record(act="forum.picture_added", subject=story, by=by, now=now, data={"picture": picture.pk})
    return picture


@transaction.atomic
def take_out(*, picture: StoryPicture, by: Person, now: datetime) -> None:
    """Not in the next version any more; readers of the present one still see it. Twice is harmless."""
    if not may_write(by, now):
        raise NotAllowed
    if StoryPicture.objects.filter(pk=picture.pk, removed_at=None).update(removed_at=now):
        record(act="forum.picture_taken_out", subject=picture.story, by=by, now=now, data={"picture": picture.pk})
