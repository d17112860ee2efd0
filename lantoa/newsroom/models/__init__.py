"""Stories, their unchanging versions, the talk about them, the columns they stand in and where they went out."""

from lantoa.newsroom.models.columns import Column
from lantoa.newsroom.models.publications import Publication
from lantoa.newsroom.models.stories import Comment, Story, StoryVersion

__all__ = ["Column", "Comment", "Publication", "Story", "StoryVersion"]
