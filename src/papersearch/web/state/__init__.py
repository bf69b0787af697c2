"""What the addresses of the pages say; the only code that knows their parameters."""
