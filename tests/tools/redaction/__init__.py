"""How well names are masked in comments that were written to find out: ``make redaction``."""
