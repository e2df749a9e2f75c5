from .index import Indexed, Posting, Term

__all__ = ["Indexed", "Posting", "Term"]
