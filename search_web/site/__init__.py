"""The Flask application: a blueprint for each group of pages.

In: requests. Out: pages and JSON documents. May use `indexer`, `corpus`, and the modules at the root of
`search_web`.
"""
