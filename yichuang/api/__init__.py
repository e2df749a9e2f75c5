"""The JSON face: the same calls as the pages, typed in and out, described by OpenAPI."""
