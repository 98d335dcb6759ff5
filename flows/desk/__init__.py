"""Where editors decide on claims: the docket, a page served on this machine, and a prompt in the terminal."""
