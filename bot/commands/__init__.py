"""The command line: `flask --app app …`, a module a group, over the composition root."""
