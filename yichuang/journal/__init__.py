"""What happened: an append-only record, hash-chained, and the bell that wakes those who listen."""
