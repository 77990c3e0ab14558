import sys

from visioon.cli import main

sys.exit(main())
