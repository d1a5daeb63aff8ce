"""Two scanners that know nothing of us look at both doors as everybody."""
