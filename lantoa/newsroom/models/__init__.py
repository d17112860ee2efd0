"""Stories, their unchanging versions and pictures, the talk about them, the columns they stand in and where they went out."""

from lantoa.newsroom.models.channels import ChannelText
from lantoa.newsroom.models.columns import Column
from lantoa.newsroom.models.pictures import PictureSize, StoryPicture
from lantoa.newsroom.models.publications import Publication, Royalty
from lantoa.newsroom.models.requests import MediaRequest, RequestNote
from lantoa.newsroom.models.stories import Comment, ReadBackLink, Story, StoryVersion, UnsavedText

__all__ = [
    "ChannelText", "Column", "Comment", "MediaRequest", "PictureSize", "Publication", "ReadBackLink", "RequestNote", "Royalty", "Story",
    "StoryPicture", "StoryVersion", "UnsavedText",
]  # fmt: skip
