"""Every cleaned article and every page that failed, in one SQLite file.

In: a `Scan` of the corpora. Out: `Library`, and the documents that engines index. May use `workers`,
`documents` and the rooms below.
"""
