"""`make bench`: the bot beside a tutorial bot and bare Flask, measured in one run."""
