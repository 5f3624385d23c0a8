"""Articles to what engines index, and all of it as bytes and back.

In: `Article`. Out: `IndexedSection`, `StoredSection`, and their bytes. May use `analysis`.
"""
