"""One module a verb: its docstring is the help, then `add_arguments` and `run`."""
