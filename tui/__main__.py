"""`python -m tui` does what the command `fangtan` does."""

from __future__ import annotations

import sys

from tui.cli import main

sys.exit(main())
