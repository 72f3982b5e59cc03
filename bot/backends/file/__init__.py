"""A utility whose data a clerk brings as files: CSV or Excel, dropped into a folder."""
