"""The public-service innovation competition: editions, entries, judging, results."""
