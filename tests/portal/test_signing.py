"""Cookies and tokens are signed as the library signs them: either reads what the other wrote."""

import pytest
from flask import Flask
from flask.sessions import session_json_serializer
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer
from markupsafe import Markup

from portal.signing import Signer, Signing, signing

SAID = {"visit": "0f" * 16, "language": "ar"}
SECRETS = ["an old secret", "a new secret"]


@pytest.fixture(params=["django-concat", "hmac"])
def told(request):
    """Both ways in which keys are derived here: the tokens’ and the cookies’."""
    return {"salt": "a purpose", "signer_kwargs": {"key_derivation": request.param}}


def test_the_library_reads_what_we_signed(told):
    signed = Signing(SECRETS, **told).dumps(SAID)

    assert URLSafeTimedSerializer(SECRETS, **told).loads(signed) == SAID


def test_we_read_what_the_library_signed_compressed_or_not(told):
    theirs = URLSafeTimedSerializer(SECRETS, **told)

    for said in (SAID, ["a" * 500]):
        assert Signing(SECRETS, **told).loads(theirs.dumps(said)) == said


def test_we_read_what_was_signed_with_the_secret_before(told):
    signed = URLSafeTimedSerializer(SECRETS[0], **told).dumps(SAID)

    assert Signing(SECRETS, **told).loads(signed) == SAID


def test_what_was_signed_for_another_purpose_or_with_another_secret_is_refused(told):
    signed = Signing(SECRETS, **told).dumps(SAID)

    for other in (Signing("another", **told), Signing(SECRETS, **told | {"salt": "another"})):
        with pytest.raises(BadSignature):
            other.loads(signed)


def test_what_was_changed_is_refused(told):
    signed = Signing(SECRETS, **told).dumps(SAID)

    for place in range(len(signed) - 1):
        changed = signed[:place] + ("A" if signed[place] != "A" else "B") + signed[place + 1 :]
        with pytest.raises(BadSignature):
            Signing(SECRETS, **told).loads(changed)


def test_what_is_too_old_is_refused(told, monkeypatch):
    monkeypatch.setattr(Signer, "get_timestamp", lambda _signer: 1_000_000_000)
    signed = Signing(SECRETS, **told).dumps(SAID)
    monkeypatch.undo()

    with pytest.raises(SignatureExpired):
        Signing(SECRETS, **told).loads(signed, max_age=60)


def test_one_purpose_under_one_secret_has_one_signer():
    assert signing("a secret", "a purpose") is signing("a secret", "a purpose")
    assert signing("a secret", "a purpose") is not signing("a secret", "another")


@pytest.mark.parametrize(
    "said",
    ["0f" * 20, "ü", {}, {"_flashes": [("kept", Markup("<b>ü</b>"))]}, {" t": [1, {"b": 2}]}],
)
def test_what_a_cookie_or_a_token_holds_is_read_as_the_library_wrote_it_and_back(said):
    told = {"salt": "a purpose", "serializer": session_json_serializer}
    ours, theirs = Signing(SECRETS, **told), URLSafeTimedSerializer(SECRETS, **told)

    with Flask("here").app_context():
        assert ours.loads(theirs.dumps(said)) == theirs.loads(ours.dumps(said)) == said
