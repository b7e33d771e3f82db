"""What a workspace has decided about its library."""
