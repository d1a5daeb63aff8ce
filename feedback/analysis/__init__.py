"""What published counts say: compared, put beside one another, and never stretched."""
