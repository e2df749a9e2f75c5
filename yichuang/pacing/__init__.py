"""How guesses are slowed down, wherever somebody without an account may type a number."""
