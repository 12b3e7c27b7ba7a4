"""Two small modules for the catalogue's own tests: `trial`, and `trial_more`, which requires it."""
