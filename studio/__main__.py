"""`python -m studio …` is the command `candor …`."""

from studio.cli import main

if __name__ == "__main__":
    main()
