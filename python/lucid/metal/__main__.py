"""``python -m lucid.metal``: see :mod:`lucid.metal._command`."""

import sys

from lucid.metal._command import main

sys.exit(main())
