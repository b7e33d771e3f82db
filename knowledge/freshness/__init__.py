"""Whether a guide is still looked after: reviews, reminders, links."""
