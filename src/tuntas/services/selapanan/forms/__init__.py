"""Input of the Selapanan groups. Forms check what was typed; what fits the books is asked by the actions."""
