"""Where stories go besides our own pages: feeds, embeds on other sites, and who carries them."""
