"""Every read of the screens, with its prefetching, one module per kind of page.

Views get dataclasses and rows with all that they show already loaded: the number of queries does not grow with the
length of a list.
"""
