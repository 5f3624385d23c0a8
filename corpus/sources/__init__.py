"""Where pages come from: folders, zip, WARC and JSON lines files.

In: paths of files and folders. Out: `Scan`, a list of page files, and each of them loaded as a `Page`.
May use `corpus`' shared nouns (`model`, `limits`, `errors`).
"""
