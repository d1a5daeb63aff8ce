"""Names, places and numbers out of what children wrote: whatever is not known to be plain goes.

``redact`` masks a text. It fails closed: a word is left standing because it is in the plain
vocabulary, never because nothing was found against it. Words that are also names are judged by
what stands around them and shown amber in doubt. Every mask has its reason. People decide.
"""

from feedback.redaction.known import Known
from feedback.redaction.masking import Piece, Redacted, redact
from feedback.redaction.reasons import Reason

__all__ = ["Known", "Piece", "Reason", "Redacted", "redact"]
