"""What a search needs of an engine, and the engines that give it."""
