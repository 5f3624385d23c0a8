"""Other names of diseases, symptoms and drugs, from openly licensed lists.

In: the shipped lists, and the titles and tokens of a generation. Out: the `NameTable` of a generation,
which has the names that lead somewhere in it, and finds them in a query's words. May use `analysis`.
"""
