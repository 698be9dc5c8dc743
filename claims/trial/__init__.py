"""Labelled stories through the real pipeline, and how near it came to what people labelled."""

from claims.trial.labelled import link_as_labelled
from claims.trial.measure import measure_story_links
from claims.trial.play import play_stories

__all__ = ["link_as_labelled", "measure_story_links", "play_stories"]
