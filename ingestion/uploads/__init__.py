"""Files that people hand in, on their way into the library."""
