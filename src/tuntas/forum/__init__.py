"""The public face: stories and news, questions and answers, comments."""
