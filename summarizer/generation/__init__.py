"""Generation: a plan of passages, and the engines that write from it."""
