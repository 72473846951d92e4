"""An organisation's own rules as dated, typed values, changed by resolution only."""
