"""Results as the records that templates show."""
