"""The way through these pages."""
