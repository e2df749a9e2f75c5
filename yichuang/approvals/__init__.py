"""Back-office review: the published steps of a case, who does them, by when, and the decision."""
