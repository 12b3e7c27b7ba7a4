"""Pure rules of the letters: kinds, wording, classification, who signs, numbers, and who may do what."""
