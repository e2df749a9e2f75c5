from .answering import answers, meant_by

__all__ = ["answers", "meant_by"]
