"""Province, regencies and cities, districts, villages and kelurahan, with official codes."""
