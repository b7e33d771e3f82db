"""What the process serves over HTTP: Slack's requests, and whether it lives and is ready."""
