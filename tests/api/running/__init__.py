"""The API of one service that runs: a server that listens, and a worker beside it."""
