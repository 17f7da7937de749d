"""Tables in which somebody speaks: which columns say who, when and what."""
