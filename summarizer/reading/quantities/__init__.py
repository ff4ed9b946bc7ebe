"""Numbers, units, things counted, and which counts conflict; ``figures`` and ``disputes`` are the ways in."""
