"""Pages of interviews, visits, the plenary, the announcement and the results."""
