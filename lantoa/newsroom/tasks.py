"""Work of this room that nobody waits for."""

from django_tasks import task

from lantoa.accounts.models import User
from lantoa.newsroom.models import StoryPicture


@task()
def make_picture_sizes(pk: int) -> int:
    """Make the sizes of a picture; returns how many were missing. Safe to run twice; a picture taken out meanwhile is nothing to do."""
    from lantoa.newsroom.services.pictures import make_sizes  # services import this module to call the worker

    picture = StoryPicture.objects.filter(pk=pk).first()
    return make_sizes(picture, by=User.objects.system()) if picture else 0
