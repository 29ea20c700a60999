"""Measurements of newsarchive: nothing of it is installed."""

import sys
from pathlib import Path

# The tests know how Telex and VNI are typed, and how legacy encodings are written.
sys.path.append(str(Path(__file__).parent.parent / "tests"))
