"""How the office’s pages say what the service keeps as codes."""

from portal import words

VERSIONS = words.VERSIONS
