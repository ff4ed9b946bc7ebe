"""The HTTP edge: schemas in, schemas out, one error shape."""
