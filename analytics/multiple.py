"""The margin multiple of a customer whose retention rate never changes."""


def margin_multiple(*, retention_rate, discount_rate):
    """Value of future margins in years of margin: r / (1 + i - r), end of year, the first margin not counted.

    retention_rate : r in [0, 1], per year; discount_rate : i, per year
    Source: Gupta & Lehmann (2003), Customers as Assets, Journal of Interactive Marketing 17(1), 9-24.

    >>> round(margin_multiple(retention_rate=0.8, discount_rate=0.1), 2)
    2.67
    """
    if not 0 <= retention_rate <= 1:
        raise ValueError(f"retention_rate must lie in [0, 1]; it is {retention_rate}")
    if not 1 + discount_rate > retention_rate:
        raise ValueError(f"a retention of {retention_rate} needs a discount rate above {retention_rate - 1:g}")
    return retention_rate / (1 + discount_rate - retention_rate)
