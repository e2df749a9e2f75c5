"""PostgreSQL as the product has it, but for how a test that commits is undone: see `base`."""
