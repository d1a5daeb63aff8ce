"""Whoever attacks a release before it leaves, knowing its files and not how they were made."""
