"""A picture for a report, made with it and kept: agency workers of each authority beside the year before."""

import json
from functools import cache

from authorities.wording import day_in_words

NOW, BEFORE = "#1d70b8", "#b1b4b6"


def workers_svg(content):
    """The SVG text, or nothing where nothing is on record."""
    rows = _rows(content)
    return _drawn(json.dumps(_chart(rows, content))) if rows else ""


def workers_summary(content):
    """What a person sees in it, in a sentence or two."""
    known = [each for each in content["now"]["authorities"] if each["recorded"]]
    if not known:
        return "No placements are on record, so there is nothing to draw."
    heads = {each["name"]: each["in_use"]["heads"] for each in known}
    most, fewest = max(heads, key=heads.get), min(heads, key=heads.get)
    whole = content["now"]["region"]["in_use"]["heads"]
    then = content["before"]["region"]
    before = f", against {then['in_use']['heads']:,} a year before" if then["recorded"] else ""
    workers = "agency worker" if whole == 1 else "agency workers"
    told = f"On {day_in_words(content['last_day'])} the region had {whole:,} {workers} in use{before}."
    if most == fewest:
        return f"{told} All of them are {most}’s, the only authority with placements on record."
    return f"{told} {most} had the most, {heads[most]:,}, and {fewest} the fewest, {heads[fewest]:,}."


def _rows(content):
    days = {"now": day_in_words(content["last_day"]), "before": day_in_words(content["before_last_day"])}
    return [
        {"authority": each["name"], "day": days[when], "heads": each["in_use"]["heads"], "order": order}
        for order, when in enumerate(("now", "before"))
        for each in content[when]["authorities"]
        if each["recorded"]
    ]


def _chart(rows, content):
    # Drawing libraries take half a second to load: only the job that builds a report needs them.
    import altair

    days = [day_in_words(content["last_day"]), day_in_words(content["before_last_day"])]
    bars = altair.Chart(altair.Data(values=rows)).encode(
        y=altair.Y("authority:N", title=None, sort=None, axis=altair.Axis(labelLimit=220)),
        yOffset=altair.YOffset("order:O"),
        x=altair.X("heads:Q", title="Agency workers in use (heads)", axis=altair.Axis(tickMinStep=1, format=",d")),
    )
    colour = altair.Color("day:N", title=None, sort=days, scale=altair.Scale(domain=days, range=[NOW, BEFORE]))
    words = bars.mark_text(align="left", dx=3, fontSize=10, color="#0b0c0c").encode(
        text=altair.Text("heads:Q", format=",d")
    )
    drawn = (bars.mark_bar().encode(color=colour) + words).properties(width=460, height=altair.Step(13))
    drawn = drawn.configure(font="Arial, sans-serif").configure_view(strokeWidth=0).configure_legend(orient="top")
    return drawn.configure_axis(labelFontSize=12, titleFontSize=12, labelColor="#0b0c0c", gridColor="#e6e6e6").to_dict()


@cache
def _drawn(specification):
    import vl_convert

    return vl_convert.vegalite_to_svg(specification)
