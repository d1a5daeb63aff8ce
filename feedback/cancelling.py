"""Why a review that was planned is cancelled before its day.

Ours, not a national list. What was not held although its day came is the officer’s record.
"""

from enum import StrEnum


class CancelledBecause(StrEnum):
    """Why the office cancelled a review. *By mistake* was never meant to be one."""

    PUT_OFF = "put-off"
    LEFT_CARE = "left-care"
    ELSEWHERE = "elsewhere"
    BY_MISTAKE = "by-mistake"
    OTHER = "other"
