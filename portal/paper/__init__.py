"""The questionnaires on paper, for whoever would rather write, and by phone."""
