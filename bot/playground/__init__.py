"""A local Slack workspace on loopback that speaks Slack's own protocols, and knows nothing of the app behind them."""
