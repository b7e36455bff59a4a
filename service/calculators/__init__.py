"""Days, money and quorums reckoned by code: pure functions, every result with its formula, inputs and article."""
