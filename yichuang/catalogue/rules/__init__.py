"""The words and arithmetic of the catalogue. No queries, no clock, no request."""
