"""Reports that write themselves: indicators and forms as data, unit reports prefilled from records, totals up the tree."""
