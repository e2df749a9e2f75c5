"""The demonstration: an invented city centre with real guides. Nothing here is needed by a real hall."""
