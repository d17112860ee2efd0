"""The local radio: bulletins from stories, written for the ear, voiced, mixed, aired and proven."""
