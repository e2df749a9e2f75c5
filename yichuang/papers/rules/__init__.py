"""Kinds of papers, what stands on each, and how it is laid out: pure."""
