"""What a link in the chat opens: blueprints over services, never over handlers."""
