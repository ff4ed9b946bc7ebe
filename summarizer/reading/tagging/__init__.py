"""The trained tagger's parts: windows of word pieces, the network, decoding, linking."""
