"""The commands: thin over services, one group a file."""
