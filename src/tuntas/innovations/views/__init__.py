"""Pages of the register: the public ones and the owners'."""
