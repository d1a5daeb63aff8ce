"""The public pages: what a review is and what a child may ask for, before any letter."""

from portal.front.routes import bp

__all__ = ("bp",)
