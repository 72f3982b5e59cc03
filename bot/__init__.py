"""A chat bot for electric utilities' WeChat official accounts."""
