"""The read API: what is public, as data. Every answer comes from `<room>.queries.published*`; nothing is written."""
