"""Work that a command hands over to the service that has the store, through a socket beside the file."""
