"""What a release says, and the files it is said in."""
