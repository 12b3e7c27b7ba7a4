// Behaviour for pages that ask for it; everything works without.
