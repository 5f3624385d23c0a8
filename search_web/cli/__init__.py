"""The `healthsearch` command: it parses, makes one call and prints.

In: arguments. Out: text or JSON, and an exit code. May use `search_web.site` (to serve it), `indexer`,
`corpus`.
"""
