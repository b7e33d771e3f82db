"""What the speed suite works on: passages of real sentences, in libraries of any size, and its child processes."""
