"""Ground floor: clock, periods, Vietnamese text, state moves, the trail, rights and submit keys. Knows no other room."""
