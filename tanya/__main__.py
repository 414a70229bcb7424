"""Lets `python -m tanya` stand for the command."""

from tanya.cli import main

if __name__ == "__main__":
    main()
