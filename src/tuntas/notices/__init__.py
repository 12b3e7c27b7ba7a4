"""In-app and e-mail delivery."""
