"""A what-if’s pages as a reader meets them: the numbers on top, and tables with where their numbers lead."""


def figures(page):
    """The numbers on top, by what they count."""
    return {
        box.select_one(".mou-figure__label").text: box.select_one(".mou-figure__value").find(string=True).strip()
        or box.select_one(".mou-figure__value a").find(string=True)
        for box in page.select(".mou-figure")
    }


def table(page, title):
    """A table as rows of texts, and where their numbers lead."""
    [found] = [each for each in page.select("table") if each.caption.text.strip() == title]
    rows = [[_text(cell) for cell in row.find_all(["th", "td"])] for row in found.select("tr")[1:]]
    links = {
        (_text(row.th), at): cell.a["href"]
        for row in found.select("tr")[1:]
        for at, cell in enumerate(row.find_all("td"))
        if cell.a
    }
    return {row[0]: row[1:] for row in rows}, links


def _text(cell):
    for hidden in cell.select(".govuk-visually-hidden"):
        hidden.extract()
    return cell.text.strip()
