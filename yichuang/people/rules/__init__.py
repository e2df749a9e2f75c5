"""The words and arithmetic of people: no queries, no clock, no request."""
