"""What the service is: the rules, words and records of hearing a child, free of the web."""
