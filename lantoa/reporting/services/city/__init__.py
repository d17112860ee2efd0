"""The city's report: drafted by the worker, edited section by section, decided on, issued."""
