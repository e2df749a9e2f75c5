"""The face at which people take a number: the kiosk in the hall, and the number's page on the phone."""
