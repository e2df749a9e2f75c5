"""Papers that go by hand: to the department and back, errands for them, and applications sent on."""
