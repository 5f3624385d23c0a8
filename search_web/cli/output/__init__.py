"""What the subcommands print, as text and as JSON, a module for each noun.

In: reports of `indexer`. Out: lines of text, or a JSON document. May use the modules at the root of
`search_web`, `indexer`, `corpus`.
"""
