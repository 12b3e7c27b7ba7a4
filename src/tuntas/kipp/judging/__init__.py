"""Numbers of judging: NumPy in, NumPy out, no Django."""
