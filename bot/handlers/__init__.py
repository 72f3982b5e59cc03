"""One file a service: each handler takes a turn and returns a reply."""
