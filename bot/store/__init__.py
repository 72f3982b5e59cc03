"""The bot's own memory: turns and outbox in SQL, dialogues in Redis."""
