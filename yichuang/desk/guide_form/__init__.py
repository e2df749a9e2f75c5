"""The form of a guide: `blanks` says what it asks, `cells` what is drawn, `reading` what was posted."""
