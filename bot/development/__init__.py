"""What runs the bot on a developer's machine: `make run`."""
