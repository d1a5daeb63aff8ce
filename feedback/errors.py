"""What the service refuses, in words fit to print."""


class FeedbackError(Exception):
    """Something was refused. Its text is one plain sentence and never a child’s words."""


class QuestionnaireUnsound(FeedbackError):
    """A questionnaire file breaks a rule of the house, so the portal will not start."""

    def __init__(self, source: str, problem: str) -> None:
        """Name the file and, within the problem, the question."""
        super().__init__(f"{source}: {problem}")


class AnswersUnsound(FeedbackError):
    """An answer does not belong to the question it was given to."""

    def __init__(self, question_id: str) -> None:
        """Say which question, and never what the answer was."""
        super().__init__(f"The answer to {question_id} does not fit the question.")
        self.question_id = question_id


class SettingsUnsound(FeedbackError):
    """A setting or the council’s file is missing something or says something impossible."""


class SealBroken(FeedbackError):
    """A sealed value was moved, changed, or belongs to a key that is not here."""


class KeyMissing(FeedbackError):
    """The key that is needed for this is not on this machine."""


class AuditUnwritable(FeedbackError):
    """Nothing is opened when the opening cannot be written down first."""


class CaseloadRefused(FeedbackError):
    """A caseload folder or one of its files cannot be taken in, so nothing was changed."""

    def __init__(self, file: str, problem: str) -> None:
        """Name the file by its name alone, never by its path."""
        super().__init__(f"{file}: {problem}, so nothing was changed.")


class PlaceholderUnknown(FeedbackError):
    """A text asks for a word that the council’s glossary does not hold."""

    def __init__(self, name: str) -> None:
        """Name the placeholder."""
        super().__init__(f"There is no word for {{{name}}} in the glossary.")
        self.name = name


class QuestionnaireUnknown(FeedbackError):
    """No questionnaire is kept with this id, edition and text."""

    def __init__(self, wanted: str) -> None:
        """Say which one was asked for."""
        super().__init__(f"There is no questionnaire {wanted}.")
