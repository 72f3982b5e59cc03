"""What utilities that live in SQL share: their tables, and the Protocols over them."""
