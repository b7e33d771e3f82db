"""What people asked for in vain, gathered into gaps that somebody closes."""
