"""What people do and see of certification in Slack."""
