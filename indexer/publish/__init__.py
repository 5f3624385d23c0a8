"""From the library to a published index: build aside, check, swap."""
