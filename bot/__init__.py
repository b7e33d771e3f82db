"""All that a person talks to: the command line and Slack."""
