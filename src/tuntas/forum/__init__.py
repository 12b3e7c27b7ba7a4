"""The public face: innovation pages, stories, events, questions and answers."""
