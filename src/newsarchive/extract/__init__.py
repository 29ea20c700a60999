"""From captured bytes to a draft: pure, no network, no storage."""
