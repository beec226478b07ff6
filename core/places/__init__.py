"""Where people live: kommuner, fylker and bydeler with their periods, what they became, and the mottak."""
