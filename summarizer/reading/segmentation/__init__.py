"""From text to blocks, sentences and quotations; ``segment`` is the way in."""
