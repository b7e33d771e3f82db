"""The library in a team's hands: uploads, review, publishing, reminders; as jobs of Slack."""
