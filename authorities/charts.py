"""Charts drawn on the server as SVG text, to stand beside the table that carries the same numbers."""

from functools import lru_cache
from textwrap import wrap

WIDTH = 250
LINE = 18
GAP = 12
LABEL = 22  # letters on a line of a label
ROOM = 40  # pixels beside the labels, for fonts wider than the one that the picture is measured with
FONT = "arial, Helvetica, sans-serif"


@lru_cache(maxsize=128)
def stacked_bars(bars, colours):
    """Horizontal bars, top to bottom, as SVG text.

    `bars`: ((label, ((series, number), …)), …), hashable, because a picture takes long enough to be worth keeping.
    `colours`: ((series, colour), …) in the order in which they stack.
    """
    # A second to import, which commands and most pages can do without.
    import altair
    import vl_convert

    order = [series for series, _ in colours]
    values = [
        {"bar": "\n".join(wrap(label, LABEL)), "series": series, "number": number, "order": order.index(series)}
        for label, parts in bars
        for series, number in parts
    ]
    labels = list(dict.fromkeys(value["bar"] for value in values))
    step = LINE * max(label.count("\n") + 1 for label in labels) + GAP
    lines = altair.Axis(labelLimit=0, labelExpr="split(datum.label, '\\n')")
    chart = (
        altair.Chart(altair.Data(values=values), width=WIDTH, height=altair.Step(step))
        .mark_bar(height=LINE)
        .encode(
            y=altair.Y("bar:N", sort=labels, title=None, axis=lines),
            x=altair.X("sum(number):Q", title=None, axis=altair.Axis(tickMinStep=1, format=",d", tickCount=5)),
            color=altair.Color(
                "series:N",
                scale=altair.Scale(domain=order, range=[colour for _, colour in colours]),
                legend=altair.Legend(title=None, orient="top", labelLimit=0) if len(order) > 1 else None,
            ),
            order=altair.Order("order:Q"),
        )
        .configure(font=FONT, background="transparent", padding={"left": ROOM, "top": 5, "right": 5, "bottom": 5})
        .configure_axis(labelFontSize=15, labelColor="#0b0c0c", domainColor="#505a5f", gridColor="#dcdcdc", ticks=False)
        .configure_axisY(labelPadding=8, domain=False)
        .configure_legend(labelFontSize=15, labelColor="#0b0c0c", symbolType="square")
        .configure_view(stroke=None)
    )
    return vl_convert.vegalite_to_svg(chart.to_json())
