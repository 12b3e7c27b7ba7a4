"""What is read: the four words from the sums, scorecards, survey results."""

from tuntas.quality.queries.words import FourWords, Share, four_words, words_by

__all__ = ["FourWords", "Share", "four_words", "words_by"]
