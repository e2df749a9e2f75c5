from .indexing import index_new

__all__ = ["index_new"]
