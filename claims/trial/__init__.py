"""What people labelled, stories and posts, through the real pipeline, and how near it came to them."""

from claims.trial.labelled import link_as_labelled
from claims.trial.measure import measure_story_links
from claims.trial.play import play_stories
from claims.trial.posts import match_posts

__all__ = ["link_as_labelled", "match_posts", "measure_story_links", "play_stories"]
