"""Measured against plain SQL, in the same run; `make bench` prints the tables."""
