"""What arrives from outside: unpack and look at it in a confined process, guess what its columns are, remember the answer."""
