"""Pages of entries: begin, write, attach, review, read, list, check."""
