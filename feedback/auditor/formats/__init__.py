"""Reading every format of a release by itself, and holding it against the CSV cell by cell."""
