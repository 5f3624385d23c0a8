"""Urgent help: a text in which somebody may be in danger now, and the fixed wording that it gets.

In: a reader's text, and the table of phrases that an editor owns. Out: the `Category` of the text, or
None, and the values `Urgent` and `UrgentOptions`. May use `analysis` and `errors`.
"""
