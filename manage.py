#!/usr/bin/env python3
"""Django's own command line, for development; operators use bin/yichuang."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.site.settings")
if __name__ == "__main__":
    execute_from_command_line(sys.argv)
