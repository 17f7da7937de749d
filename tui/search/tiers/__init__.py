"""The tiers: each finds one kind of half-remembered words. They stand in strict order (see `answer.Tier`)."""
