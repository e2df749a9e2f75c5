"""Intake, materials, clocks, decisions, delivery: one application from the window and back to it."""
