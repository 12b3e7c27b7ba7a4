"""The register of innovations: what it is, who owns it, where it runs, whether it still runs."""
