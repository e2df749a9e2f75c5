"""The bench: a real PostgreSQL for every test that asks for one."""
