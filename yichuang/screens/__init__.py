"""The hall's screens, and the live stream that they and the phones listen to."""
