"""Who may do what in public, what Markdown may say, and what one reader is."""
