"""What customers buy: each purchase becomes an order of one to six lines with product, price and channel."""

import numpy as np
import pandas as pd

from data.simulate import parameters as P
from data.simulate.calendar import DAYS_PER_YEAR
from data.simulate.customers import choose, choose_by_row
from data.simulate.text import coded, order_id

HOUR_SHARE = (0.04, 0.06, 0.09, 0.10, 0.08, 0.07, 0.07, 0.07, 0.07, 0.06, 0.07, 0.09, 0.08, 0.05)  # 9 to 22 o'clock


def list_prices():
    """List price in the first year, shape (6 categories, 8 products), CNY."""
    return np.round(np.outer(P.CATEGORY_PRICE, P.PRODUCT_PRICE), 1)


def expected_margin_per_order(people):
    """Expected margin of one order at first-year list prices, before discounts and returns (CNY); shape (n_people,).

    Mean lines x sum over categories of P(category) x mean pieces x sum over products of P(product) x price x margin.
    """
    pieces = np.dot(P.QUANTITY_SHARE, (1, 2, 3))
    margin = list_prices() * (1.0 - np.asarray(P.CATEGORY_COST_RATE))[:, None] * pieces
    by_main_and_level = np.asarray(P.CATEGORY_OF_LINE) @ (margin @ np.asarray(P.PRODUCT_OF_LEVEL).T)
    counts = np.arange(100)
    log_factorial = np.cumsum(np.log(np.maximum(counts, 1)))
    poisson = np.exp(counts * np.log(P.MEAN_EXTRA_LINES) - P.MEAN_EXTRA_LINES - log_factorial)
    mean_lines = 1.0 + np.dot(np.minimum(counts, P.MAX_EXTRA_LINES), poisson)
    return mean_lines * by_main_and_level[people["category"].to_numpy(), people["spend_level"].to_numpy()]


def draw_lines(rng, people, purchases, *, parameters, calendar):
    """Order lines and returned lines in the order of time, as codes; `row` is the customer's position in `people`."""
    orders = _orders(rng, people, purchases, calendar=calendar)
    lines = _lines(rng, orders, parameters=parameters)
    lines = pd.concat([lines, _returns(rng, lines, parameters=parameters, calendar=calendar)], ignore_index=True)
    return lines.sort_values("ordered_at", kind="stable", ignore_index=True)


def transaction_table(people, lines, *, offers):
    """The transaction table: one row per line; `offers` are the codes that the column promotion counts in."""
    return pd.DataFrame(
        {
            "order_id": order_id(lines["number"], lines["sequence"]),
            "customer_id": people["customer_id"].to_numpy()[lines["row"]],
            "ordered_at": lines["ordered_at"],
            "product_id": coded(
                lines["category"].astype("int64") * len(P.PRODUCT_PRICE) + lines["product"], product_ids()
            ),
            "category": coded(lines["category"], P.CATEGORIES),
            "quantity": lines["quantity"],
            "unit_price": lines["unit_price"],
            "discount": lines["discount"],
            "amount": lines["amount"],
            "cost": lines["cost"],
            "service_cost": lines["service_cost"],
            "channel": coded(lines["channel"], P.CHANNELS),
            "region": coded(lines["region"], P.REGIONS),
            "promotion": coded(lines["promotion"], offers),
        }
    )


def product_ids():
    """Every product of the catalogue, in the order category x product."""
    return tuple(
        f"{name[:3].upper()}-{number}" for name in P.CATEGORIES for number in range(1, len(P.PRODUCT_PRICE) + 1)
    )


def _orders(rng, people, purchases, *, calendar):
    """One row per purchase, with what holds for the whole order."""
    row, day, n = purchases.row, purchases.day, len(purchases.row)
    start = np.r_[True, row[1:] != row[:-1]]
    sequence = np.arange(n) - np.maximum.accumulate(np.where(start, np.arange(n), 0))
    of_customer = {name: people[name].to_numpy()[row] for name in ("channel", "promotion", "is_hunter")}
    uses = rng.random(n) < P.PROMOTION_USE_RATE
    promotion = np.where(start, of_customer["promotion"], np.where(uses, calendar.promotion[day.astype(int)], 0))
    promotion = np.where(purchases.offer > 0, purchases.offer, promotion)
    moves = ~start & (rng.random(n) >= P.MAIN_CHANNEL_SHARE)
    hour = 9 + choose(rng, HOUR_SHARE, n).astype(np.int64)
    return pd.DataFrame(
        {
            "row": row,
            "number": people["number"].to_numpy()[row],
            "sequence": sequence,
            "year": day / DAYS_PER_YEAR,
            "ordered_at": calendar.dates(day) + (hour * 3600 + rng.integers(0, 3600, n)).astype("timedelta64[s]"),
            "main_category": people["category"].to_numpy()[row],
            "spend_level": people["spend_level"].to_numpy()[row],
            "channel": np.where(moves, choose(rng, P.CHANNEL_SHARE_TENTH_YEAR, n), of_customer["channel"]),
            "region": people["region"].to_numpy()[row],
            "promotion": promotion,
            "discount_rate": np.take(P.PROMOTION_DISCOUNT_RATE, of_customer["is_hunter"].astype(int)) * (promotion > 0),
        }
    )


def _lines(rng, orders, *, parameters):
    """Order lines with product, pieces and money; money is rounded to the cent."""
    n_lines = 1 + np.minimum(rng.poisson(P.MEAN_EXTRA_LINES, len(orders)), P.MAX_EXTRA_LINES)
    lines = orders.loc[np.repeat(orders.index, n_lines)].reset_index(drop=True)
    first = np.zeros(len(lines), dtype=bool)
    first[np.cumsum(n_lines) - n_lines] = True
    category = choose_by_row(rng, P.CATEGORY_OF_LINE, lines["main_category"].to_numpy())
    product = choose_by_row(rng, P.PRODUCT_OF_LEVEL, lines["spend_level"].to_numpy())
    quantity = 1 + choose(rng, P.QUANTITY_SHARE, len(lines)).astype(np.int64)
    price_level = (1.0 + parameters.price_rise_per_year) ** np.floor(lines["year"].to_numpy())
    unit_price = np.round(list_prices()[category, product] * price_level, 2)
    gross = quantity * unit_price
    discount = np.round(gross * lines["discount_rate"].to_numpy(), 2)
    return lines.assign(
        category=category,
        product=product,
        quantity=quantity,
        unit_price=unit_price,
        discount=discount,
        amount=np.round(gross - discount, 2),
        cost=np.round(gross * np.take(P.CATEGORY_COST_RATE, category), 2),
        service_cost=np.where(first, np.take(P.CHANNEL_SERVICE_COST, lines["channel"].to_numpy()), 0.0),
    )


def _returns(rng, lines, *, parameters, calendar):
    """Rows that take a line back some days later, with negative pieces and money; the goods return to stock."""
    back = lines[rng.random(len(lines)) < parameters.return_rate]
    days_later = np.ceil(rng.exponential(8.0, len(back))).astype(int) + 1
    returned_at = back["ordered_at"] + pd.to_timedelta(days_later, unit="D").as_unit("s")
    signs = {name: -back[name] for name in ("quantity", "discount", "amount", "cost")}
    back = back.assign(ordered_at=returned_at, service_cost=P.RETURN_SERVICE_COST, **signs)
    return back[back["ordered_at"] < pd.Timestamp(calendar.end_on) + pd.Timedelta(days=1)]
