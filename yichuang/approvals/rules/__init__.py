"""The words of review: steps, examinations, denials, hearings, meetings. No queries, no clock."""
