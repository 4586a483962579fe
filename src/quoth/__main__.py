"""``python -m quoth`` is ``quoth``."""

import sys

from quoth.cli import main

sys.exit(main())
