"""The Flask application: a blueprint for each group of pages.

In: requests. Out: pages and JSON documents. May use `indexer`, `corpus`, and the shared nouns of
`search_web`.
"""
