"""Ready-made editions, as pure data: an organiser starts from one and changes what the year needs."""
