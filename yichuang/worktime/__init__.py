"""Working days, opening hours, adding time."""
