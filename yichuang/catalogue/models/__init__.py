"""The tables of the catalogue."""

from .guide import FormFile, Guide, MaterialSpec, StepSpec
from .matter import ImportRun, LifeEvent, Matter, Word

__all__ = ["FormFile", "Guide", "ImportRun", "LifeEvent", "MaterialSpec", "Matter", "StepSpec", "Word"]
