"""The reads of the screens as JSON, exports and feeds, and handing in articles, for scripts and other programs.

It stands beside the pages, above queries and curation, so that both say the same.
"""
