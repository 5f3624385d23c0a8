"""The subcommands of `healthsearch`, a module each, which holds a command of its own name.

Whatever a subcommand works with is imported when it runs, so that help and wrong usage are told at once.
"""
