"""Tests of the engine: every one runs the real solver."""
