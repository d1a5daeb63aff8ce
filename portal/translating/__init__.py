"""How words get into other languages: gathered, drafted, accepted, and only then compiled."""
