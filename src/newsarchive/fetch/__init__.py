"""The only place that touches the network or a source file."""
