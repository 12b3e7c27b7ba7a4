"""The sample competition: one edition as 2021 was, and one that runs now for practice. All people are invented."""
