"""Base templates, components, tokens and the living style page."""
