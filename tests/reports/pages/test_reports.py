"""What there is to read, for each of the cast."""


def test_everybody_who_may_sees_the_months_and_only_some_the_quarters(
    placed, rates, build_october, build_summer, asha, elin, text
):
    build_october()
    build_summer()

    assert "October 2026" in text(asha, "/reports/")
    assert "July to September" not in text(asha, "/reports/")
    assert "July to September 2026" in text(elin, "/reports/")


def test_before_the_first_report_it_says_when_there_will_be_one(west_midlands, elin, text):
    page = text(elin, "/reports/")

    assert "No savings report has been built yet" in page
    assert "No quarterly report has been built yet" in page


def test_only_the_newest_edition_of_a_month_is_listed(placed, rates, build_october, asha, text):
    build_october()
    placed.offered_hourly_pay = "40.00"
    placed.save()
    build_october()

    assert text(asha, "/reports/").count("October 2026") == 1
