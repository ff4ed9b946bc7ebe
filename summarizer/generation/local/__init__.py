"""Engines that run in this process: the only importers of torch, transformers and gguf.

Nothing is ever downloaded from here: ``HF_HUB_OFFLINE`` is read when ``huggingface_hub`` is first
imported, so it is set before any module of this package can do that.
"""

import os

os.environ["HF_HUB_OFFLINE"] = "1"
