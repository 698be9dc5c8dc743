"""Of which kind a statement is."""

from claims.extract.attribution import Kind, SourceKind, Speaker
from claims.extract.frame import Frame


def kind_of(frame: Frame, speaker: Speaker) -> Kind:
    """Where a document speaks in its own words, the kind is the document's."""
    if speaker.kind is SourceKind.DOCUMENT and frame.kind in (Kind.INDIRECT, Kind.REPORTED):
        return Kind.DOCUMENT
    return frame.kind
