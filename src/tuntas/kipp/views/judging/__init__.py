"""Pages of judging: the juror's desk, assignment, ranking, shortlist."""
