"""What an earlier plan leaves at a cut: people, contracts, work, limits and money, as input from there on."""
