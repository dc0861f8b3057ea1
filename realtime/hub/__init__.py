"""One way out: a hub per process hears of every commit and passes it on to the process's own connections."""
