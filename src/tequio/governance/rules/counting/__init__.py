"""Counting: methods with a name, a written rule and a version; exact, pure, each with a log.

Start with `methods.count` (what a body asks) or `pabulib.read` (a file of the Pabulib format).
"""
