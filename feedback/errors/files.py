"""A file, a setting or a folder that is refused, by name."""

from feedback.errors.base import FeedbackError


class QuestionnaireUnsound(FeedbackError):
    """A questionnaire file breaks a rule of the house, so the portal will not start."""

    def __init__(self, source: str, problem: str) -> None:
        """Name the file and, within the problem, the question."""
        super().__init__(f"{source}: {problem}")


class SettingsUnsound(FeedbackError):
    """A setting or the council’s file is missing something or says something impossible."""


class CodebookUnsound(FeedbackError):
    """A codebook of themes cannot be used, so the portal will not start."""

    def __init__(self, source: str, problem: str) -> None:
        """Name the file and the theme."""
        super().__init__(f"{source}: {problem}.")


class CaseloadRefused(FeedbackError):
    """A caseload folder or one of its files cannot be taken in, so nothing was changed."""

    def __init__(self, file: str, problem: str) -> None:
        """Name the file by its name alone, never by its path."""
        super().__init__(f"{file}: {problem}, so nothing was changed.")


class TranslationUnsound(FeedbackError):
    """A translation lost something the English has, or may not be accepted as it was."""


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


class FilesInTheWay(FeedbackError):
    """A file that is there already is never written over."""

    def __init__(self, name: str, problem: str) -> None:
        """Name the file by its name alone."""
        super().__init__(f"{name} {problem}, so no file was written.")


class RehearsalRefused(FeedbackError):
    """A rehearsal is played only where there is nothing else."""


class ReturnRefused(FeedbackError):
    """The return cannot be made as it was asked for."""


class LexiconUnsound(FeedbackError):
    """A rule of the words that ask to be read first is none."""
