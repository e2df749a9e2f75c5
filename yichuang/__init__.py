"""Yichuang (一窗): an open platform for a government service hall."""

__version__ = "0.1.0"
