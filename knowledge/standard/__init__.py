"""Answers that people of the field gave, kept for whoever asks the same again."""
