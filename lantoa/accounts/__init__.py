"""Users, sign-in, second factor, sessions. What a person may do is said by appointments, in a room above."""
