"""How votes become a result. Plain Python and exact fractions: the same ballots give the same result, in whatever order they come."""
