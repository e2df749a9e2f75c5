"""Regions, centres, departments, windows, staff, roles, applicants."""
