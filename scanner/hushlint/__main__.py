"""Run the command line with `python -I -m hushlint`."""

from hushlint.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
