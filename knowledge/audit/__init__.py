"""What was done to the library, by whom, when."""
