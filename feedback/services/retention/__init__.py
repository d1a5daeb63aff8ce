"""What goes by itself once its time is over, what stops that, and the proof that it went."""
