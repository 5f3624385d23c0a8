"""A module for each subcommand, imported when it is called.

In: options. Out: one call of `indexer` or `corpus`, printed. May use `search_web.cli`, `indexer`, `corpus`.
"""
