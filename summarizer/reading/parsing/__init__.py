"""The parser's parts: cutting text into words, the search for names, word classes and lemmas by table."""
