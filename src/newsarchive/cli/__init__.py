"""Parse, call one operation, print; decide nothing."""
