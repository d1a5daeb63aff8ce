"""What in a child’s words asks to be read first. It orders a queue and is no safety control."""

from feedback.concerns.flag import Found, look_first
from feedback.concerns.lexicon import Kind

__all__ = ["Found", "Kind", "look_first"]
