"""What the tests share: residents that talk, a clock to turn, the platform's side of the wire."""
