"""The words of a generation: made by one code for all engines, read once.

In: sections' surface forms and definitions. Out: `Lexicon`: spelling candidates, completion,
frequencies, abbreviations. May use `documents`, `analysis`.
"""
