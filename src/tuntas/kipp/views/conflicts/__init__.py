"""Pages of conflicts of interest: the office's list and decisions, the juror's own ties."""
