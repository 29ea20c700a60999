"""Web archives as files: WARC (ISO 28500), written in its version 1.1 and read in any."""
