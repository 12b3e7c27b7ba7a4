"""What is shown of the Selapanan groups."""
