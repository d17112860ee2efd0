"""A version's photo, until now a file of the exemplar, becomes a picture of the story and the version's cover."""

import hashlib

from django.db import migrations
from PIL import Image


def take_over(apps, schema_editor):
    version_model = apps.get_model("newsroom", "StoryVersion")
    picture_model = apps.get_model("newsroom", "StoryPicture")
    taken = {}
    for version in version_model.objects.filter(photo__isnull=False).select_related("photo__file", "story").order_by("pk"):
        key = (version.story_id, version.photo_id)
        if key not in taken:
            try:
                with version.photo.file.content.open("rb") as content, Image.open(content) as opened:
                    width, height = opened.size
            except (OSError, ValueError):
                width = height = 1  # the file is no longer there: the words stay
            taken[key] = picture_model.objects.create(
                story_id=version.story_id, file=version.photo.file, attachment_id=version.photo_id, width=width, height=height,
                alt=version.photo_alt, credit=version.photo_credit, shown="subject", added_by_id=version.author_id,
            )
        version.cover = taken[key]
        version.save(update_fields=["cover"])
    for version in version_model.objects.order_by("pk").iterator():
        said = [version.title, version.lead, version.body, version.quote, version.quote_by, version.byline, str(version.cover_id)]
        version_model.objects.filter(pk=version.pk).update(sha256=hashlib.sha256("\x1f".join(said).encode()).hexdigest())


class Migration(migrations.Migration):

    dependencies = [("newsroom", "0002_pictures_channels_requests")]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
