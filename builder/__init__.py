"""From delivered files to a published warehouse: the only place that knows both `data` and `analytics`."""
