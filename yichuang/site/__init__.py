"""Settings, root URLs, server entry, command line: the only place that knows every room."""
