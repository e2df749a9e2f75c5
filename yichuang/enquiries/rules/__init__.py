"""Taking questions apart and ranking what answers them; the law of an enquiry. Pure."""
