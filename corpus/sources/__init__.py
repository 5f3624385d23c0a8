"""Where pages come from: folders, zip files, WARC files and files of JSON lines.

In: paths of files and folders. Out: a `Scan` that lists page files, and each of them loaded as a `Page`.
May use the shared nouns of `corpus` (`model`, `limits`, `errors`).
"""
