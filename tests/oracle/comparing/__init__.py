"""The comparison: cases, random data, the program and what differs."""
