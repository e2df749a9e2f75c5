"""How long a package is kept, what it is made of, and the arithmetic of its digests. Pure."""
