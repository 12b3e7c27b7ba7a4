"""Home, navigation, search and wiring: the only room that knows everyone."""
