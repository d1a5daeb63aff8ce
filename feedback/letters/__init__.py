"""What is printed on a child’s letter: its number, its four words, and the same in figures."""
