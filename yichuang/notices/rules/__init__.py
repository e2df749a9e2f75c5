"""What people are told, in which words, by which ways, when, and how often the post is tried again. Pure."""
