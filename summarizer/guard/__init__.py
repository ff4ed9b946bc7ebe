"""The guard: align, require, rewrite, verify."""
