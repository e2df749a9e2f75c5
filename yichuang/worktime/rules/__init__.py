"""Working days, limits and opening hours: pure arithmetic on what is given."""
