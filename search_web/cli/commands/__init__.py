"""A file for each subcommand, imported when it is called.

In: options. Out: one call of `indexer` or `corpus`. May use `search_web.cli.output`, `indexer`,
`corpus`.
"""
