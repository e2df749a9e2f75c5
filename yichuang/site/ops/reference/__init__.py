"""Reference pages made from the code, so that they cannot say something else than the code does.

To add one: write a function that returns the page's text, and list it in `PAGES` (pages.py).
`manage.py reference --write` writes them all, `--check` says which differ; bin/test runs the check.
"""
