"""What the subcommands print: values as text for people, and as JSON documents for scripts."""
