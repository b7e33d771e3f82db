"""Files in, guide editions out."""
