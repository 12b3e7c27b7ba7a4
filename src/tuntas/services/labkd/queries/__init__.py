"""Questions about letters, their wording, signers and numbers."""
