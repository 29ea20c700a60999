"""`python -m newsarchive` is the command line."""

from newsarchive.cli.app import main

main()
