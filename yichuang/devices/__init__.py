"""Machines of the hall: kiosks, printers, screens, rating devices; where they stand and whether they answer."""
