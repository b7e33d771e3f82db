"""One module for each feature: what Slack sends comes in here, and is handed on as a job."""
