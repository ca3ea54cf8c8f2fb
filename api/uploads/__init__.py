"""Workbooks and zipped CSV files that come over the wire, read in a limited child process."""
