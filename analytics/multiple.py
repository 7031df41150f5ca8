"""What a customer is worth whose retention rate never changes: the margin multiple, and with the cost of retaining."""


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


def retention_value(*, margin, retention_cost, retention_rate, discount_rate, years):
    """Value of a customer acquired now: margins at the start of each year 0 ... years, retention paid halfway between.

    margin, retention_cost : money a year; retention_rate : per year, in [0, 1]; discount_rate : per year
    Source: Berger & Nasr (1998), Journal of Interactive Marketing 12(1), 17-30, case 1.

    >>> case = {"margin": 260, "retention_cost": 50, "retention_rate": 0.75, "discount_rate": 0.2, "years": 10}
    >>> round(retention_value(**case), 2)
    568.78
    """
    if not (0 <= retention_rate <= 1 and discount_rate > -1 and years >= 0):
        raise ValueError("retention_value needs a retention rate in [0, 1], a discount rate above -1 and years >= 0")
    stays = [(retention_rate / (1 + discount_rate)) ** year for year in range(years + 1)]
    halfway = (1 + discount_rate) ** -0.5
    return margin * sum(stays) - retention_cost * halfway * sum(stays[:-1])
