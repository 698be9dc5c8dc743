"""What the API answers with: one shape for each thing, made from what the queries give to the screens."""
