"""Run the command line with `python -I -m hushlint`."""

from hushlint.cli import run

if __name__ == "__main__":
    run()
