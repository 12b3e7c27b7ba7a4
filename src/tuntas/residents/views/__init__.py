"""Pages of the residents' register: for who keeps it, and for nobody else."""
