"""What a case costs by the published guide: announced, paid, receipted, refunded, settled. Money is fen."""
