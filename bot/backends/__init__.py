"""The power company's own systems, behind Protocols named after IEC 61968."""
