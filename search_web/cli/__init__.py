"""The `healthsearch` command: parses its arguments, makes one call and prints.

In: arguments. Out: text or JSON, and an exit code. May use `search_web.site` (to serve it), the modules
at the root of `search_web`, `indexer`, `corpus`.
"""
