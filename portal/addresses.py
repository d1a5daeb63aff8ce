"""Addresses that stay the same while the portal runs, built once and not at every page."""

from typing import Any

from flask import url_for

from portal import current

_BUILT = "heard.addresses"


def fixed(endpoint: str, **values: Any) -> str:  # noqa: ANN401  of the address
    """Return the address of an endpoint whose values are ours and few: never a visitor’s."""
    built: dict[Any, str] = current.app().extensions.setdefault(_BUILT, {})
    key = (current.root(), endpoint, *values.items())
    if key not in built:
        built[key] = url_for(endpoint, **values)
    return built[key]
