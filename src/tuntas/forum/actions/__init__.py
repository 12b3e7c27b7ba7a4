"""Writing stories, asking and answering, keeping order, counting readers."""
