"""What every refusal is."""


class FeedbackError(Exception):
    """Something was refused. Its text is one plain sentence and never a child’s words."""
