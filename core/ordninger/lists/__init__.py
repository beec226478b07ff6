"""NIR personlister: a line per person and ordning, filtered, sorted, paged and taken out as a file."""
