"""What the subcommands print, as text and as JSON, a file for each noun.

In: reports of `indexer`. Out: lines of text, or a JSON document. May use `search_web`'s shared nouns,
`indexer`, `corpus`.
"""
