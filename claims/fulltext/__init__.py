"""Searching by words: a text is kept in basic forms, a question read in both languages, hits shown as they stand.

"Haus" finds "Häuser", "Preis" finds "Speicherpreise". `basic_forms` makes what a database indexes, `read_question` what
it is asked for; both give the same tokens for the same word, so every engine that compares tokens finds the same.
"""

from claims.fulltext.forms import VERSION, basic_forms
from claims.fulltext.hits import Piece, excerpt, has, mark
from claims.fulltext.question import NOTHING, Question, Term, read_question

__all__ = [
    "NOTHING",
    "VERSION",
    "Piece",
    "Question",
    "Term",
    "basic_forms",
    "excerpt",
    "has",
    "mark",
    "read_question",
]
