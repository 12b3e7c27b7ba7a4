"""What counts how: hours, histograms, intervals, what is too small to show, the survey's arithmetic."""
