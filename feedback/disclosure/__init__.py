"""What keeps a released table from telling about one child."""
