"""The sound questionnaires that the tests break."""

import pytest

from feedback.questionnaire import Stage, Version
from tests.feedback.breaking import held


@pytest.fixture
def short():
    return held(Stage.CONSULTATION, Version.SHORT)


@pytest.fixture
def pictures():
    return held(Stage.CONSULTATION, Version.PICTURES)


@pytest.fixture
def longer():
    return held(Stage.CONSULTATION, Version.LONGER)


@pytest.fixture
def evaluation():
    return held(Stage.EVALUATION, Version.SHORT)


@pytest.fixture
def watching():
    return held(Stage.WATCHING, Version.WATCHING)
