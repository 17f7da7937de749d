"""Reading for people who may read but not touch: what they may do, and a process that can do no more."""
