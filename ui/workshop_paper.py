"""The workshop on paper: sheets for the teams and one set for whoever leads it, as pages that any browser prints."""

from html import escape

from ui import workshop_path, workshop_plan
from ui.i18n import N_, _, language
from ui.workshop_step import Step

STYLE = """
@page { size: A4; margin: 18mm; }
body { font: 12pt/1.5 "Source Sans 3", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #1b2430;
  max-width: 174mm; margin: 8mm auto; }
section { break-after: page; } section:last-child { break-after: auto; }
h1 { font-size: 20pt; line-height: 1.25; margin: 0 0 4mm; } h2 { font-size: 13pt; margin: 5mm 0 1mm; break-after: avoid; }
.head { display: flex; justify-content: space-between; color: #5b6472; border-bottom: 1px solid #9c9c9c; margin-bottom: 6mm; }
.line { display: block; border-bottom: 1px solid #9c9c9c; height: 11mm; } .box { display: inline-block; width: 4mm;
  height: 4mm; border: 1px solid #1b2430; margin-right: 3mm; vertical-align: -.5mm; }
li { margin: 1mm 0; } ul.choices { list-style: none; padding: 0; font-size: 14pt; } table { width: 100%; border-collapse: collapse; }
td, th { border: 1px solid #9c9c9c; padding: 2mm; text-align: left; vertical-align: top; height: 12mm; } th { height: auto; }
.slot { break-inside: avoid; } svg { width: 100%; } .slot p { margin: 1mm 0; }
"""
FIVE = (
    N_("Customers now"),
    N_("Acquired a year"),
    N_("Lost a year"),
    N_("Margin of a customer a year"),
    N_("Cost of winning one"),
)
FIVE_RULES = (
    N_("Loss rate = lost ÷ customers. Ceiling of the base = acquired ÷ loss rate."),
    N_("Is the ceiling below today's base? Then the base shrinks, even if nothing gets worse."),
    N_("To hold the base: win as many as you lose, or lose as few as you win. Which is cheaper?"),
)
PROMISES, YEARS = 5, 9
LINE, BLANK = '<span class="line"></span>', "____________________"


def team_sheets() -> str:
    """One page a step with the question and room for the answer, the card of five numbers and the sheet of promises."""
    pages = [_team_page(place, step) for place, step in enumerate(workshop_path.STEPS)]
    return _document(_("Workshop: sheets for the teams"), [*pages, _five_page(), _promise_page()])


def leader_sheets() -> str:
    """The run sheet with the answers, the likely wrong ones and what to say."""
    rules = "".join(f"<li>{escape(_(rule))}</li>" for rule in workshop_plan.ALWAYS)
    body = "".join(_slot(slot) for slot in workshop_plan.slots())
    title = _("Workshop: run sheet for 90 minutes")
    return _document(title, [f"<section><h1>{escape(title)}</h1><ul>{rules}</ul>{body}</section>"])


def _document(title: str, pages: list[str]) -> str:
    return (
        f'<!doctype html>\n<html lang="{language().replace("_", "-")}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n<body>{''.join(pages)}</body></html>\n"
    )


def _head(left: str) -> str:
    team = _("Team")
    return f'<div class="head"><span>{escape(left)}</span><span>{escape(team)}: {BLANK}</span></div>'


def _team_page(place: int, step: Step) -> str:
    question = step.question
    if question.choices:
        rows = (f'<li><span class="box"></span>{escape(question.show(each))}</li>' for each in question.choices)
        answer = f'<ul class="choices">{"".join(rows)}</ul>'
    else:
        asked = _("Your answer, {unit}").format(unit=_(question.unit))
        answer = f"<p>{escape(asked)}: {BLANK}</p>"
    drawing = _empty_axes() if place == 0 else ""
    why, then = _("Why?"), _("After the answer: what does it mean for us?")
    title, text = _(question.text), _paragraphs(step.setting())
    return (
        f"<section>{_head(f'{place + 1}. {_(step.name)}')}<h1>{escape(title)}</h1>{text}{answer}{drawing}"
        f"<h2>{escape(why)}</h2>{LINE * 3}<h2>{escape(then)}</h2>{LINE * 3}</section>"
    )


def _paragraphs(text: str) -> str:
    """Our own plain text with lists of "- " lines."""
    parts = []
    for block in text.split("\n\n"):
        lines = block.split("\n")
        if all(line.startswith("- ") for line in lines):
            parts.append("<ul>" + "".join(f"<li>{escape(line[2:])}</li>" for line in lines) + "</ul>")
        else:
            parts.append(f"<p>{escape(block)}</p>")
    return "".join(parts)


def _empty_axes() -> str:
    """Axes to draw the base on by hand."""
    ticks = "".join(
        f'<text x="{40 + 60 * year}" y="216" font-size="13" text-anchor="middle">{year}</text>'
        for year in range(1, YEARS + 1)
    )
    label = escape(_("Draw the customer base, year by year"))
    return (
        f'<svg viewBox="0 0 620 224" role="img"><title>{label}</title><text x="40" y="14" font-size="13">{label}</text>'
        f'<path d="M40 24V198H610" fill="none" stroke="#1b2430"/>{ticks}</svg>'
    )


def _five_page() -> str:
    rows = "".join(f"<tr><th>{escape(_(name))}</th><td></td></tr>" for name in FIVE)
    said = "".join(f"<li>{escape(_(rule))}</li>" for rule in FIVE_RULES)
    title = _("Your firm in five numbers")
    return f"<section>{_head(title)}<h1>{escape(title)}</h1><table>{rows}</table><ul>{said}</ul>{LINE * 3}</section>"


def promise_sheet(names: list[str], rows: list[list[str]]) -> str:
    """What was promised, to print and to ask again about. Values are what users typed: escaped."""
    title = _("What we promised")
    return _document(title, [f"<section><h1>{escape(title)}</h1>{_table(names, rows)}</section>"])


def _promise_page() -> str:
    names = [_("What we will do"), _("Who"), _("By when"), _("Figure that will show it")]
    name, title = _(workshop_path.COMMITMENTS_NAME), _("What will you do differently on Monday?")
    empty_table = _table(names, [[""] * len(names)] * PROMISES)
    return f"<section>{_head(name)}<h1>{escape(title)}</h1>{empty_table}</section>"


def _table(names: list[str], rows: list[list[str]]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join("<tr>" + "".join(f"<td>{escape(value)}</td>" for value in row) + "</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _slot(slot: workshop_plan.Slot) -> str:
    number = "" if slot.place is None else f"{slot.place + 1}. "
    span = f"{workshop_plan.time_of(slot.start)}–{workshop_plan.time_of(slot.end)}"
    named = (
        (_("Question"), slot.question),
        (_("Answer"), slot.answer),
        (_("Likely wrong answers"), slot.wrong),
        (_("For you"), slot.advice),
    )
    lines = "".join(f"<p><b>{escape(name)}:</b> {escape(text)}</p>" for name, text in named if text)
    return f'<div class="slot"><h2>{span} · {escape(number + slot.name)}</h2>{lines}</div>'
