"""The reading screen and the parts that it is made of."""
