"""Telling others what happened: where to, signed how, tried when."""
