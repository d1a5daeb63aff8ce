"""Walks every page and button as every visitor, and compares with a table of promises."""
