"""A month of leavers in a real browser: pasted, dropped, typed one by one; put right and taken away."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from authorities.clock import today
from placements.models import Post
from placements.queries import months_before

DROP = """([zone, text]) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], "leavers.csv", { type: "text/csv" }));
    const target = document.querySelector(zone);
    for (const name of ["dragenter", "dragover", "drop"]) {
        target.dispatchEvent(new DragEvent(name, { dataTransfer: carried, bubbles: true, cancelable: true }));
    }
}"""


@pytest.fixture
def month(transactional_db):
    [month] = months_before(today(), 1)
    return month


def test_thirty_leavers_are_pasted_after_one_wrong_row_was_put_right(page, sign_in, check_page, asha, month):
    rows = [f"SW{300000 + n}\tSenior social worker\t{month + timedelta(days=n % 28):%d/%m/%Y}" for n in range(30)]
    sign_in(page, "asha@example.org", "/leavers/")
    check_page(page, "leavers")
    page.get_by_label("Paste the rows").fill("\n".join([*rows[:-1], rows[-1].replace("SW", "")]))
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_title("Error: Leavers – MOU portal")
    check_page(page, "leavers-wrong-row")
    page.get_by_label("Paste the rows").fill("\n".join(rows))
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("has been received, with 30 leavers")).to_be_visible()
    page.get_by_role("link", name=f"{month:%B %Y}").click()
    check_page(page, "leavers-of-month")
    assert Post.objects.count() == 30


def test_a_file_is_dropped_on_the_page(page, sign_in, asha, month):
    sign_in(page, "asha@example.org", "/leavers/")
    zone = page.locator(".govuk-drop-zone")
    expect(zone.get_by_text("or drop file")).to_be_visible()
    page.evaluate(DROP, [".govuk-drop-zone button", f"swe_number,left_on,role\nSW123456,{month},Social worker\n"])
    expect(zone.get_by_text("leavers.csv")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("has been received, with 1 leaver.")).to_be_visible()


def type_leaver(page, number, swe_number, day):
    fields = page.get_by_role("group", name=f"Leaver {number}", exact=True)
    fields.get_by_label("Social Work England registration number").fill(swe_number)
    for part in ("day", "month", "year"):
        fields.get_by_label(part.capitalize(), exact=True).fill(str(getattr(day, part)))
    fields.get_by_label("Role they left").fill("Social worker")


def typed_put_right_and_taken_away(page, sign_in, look, month):
    sign_in(page, "asha@example.org", "/leavers/")
    page.get_by_role("link", name="type leavers one by one").click()
    type_leaver(page, 1, "SW400001", month)
    page.get_by_role("button", name="Add another leaver").click()
    type_leaver(page, 2, "SW400002", month)
    look(page, "type-leavers")
    page.get_by_role("button", name="Send").last.click()
    expect(page.get_by_text("has been received, with 2 leavers")).to_be_visible()
    page.get_by_role("link", name=f"{month:%B %Y}").click()
    page.get_by_role("link", name="Put right SW400001").click()
    page.get_by_label("Reason for leaving").select_option("Redundancy")
    look(page, "leaver")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("cell", name="Redundancy")).to_be_visible()
    page.get_by_role("link", name="Take away SW400002").click()
    look(page, "remove-leaver")
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("Taken away: SW400002")).to_be_visible()


def test_leavers_are_typed_put_right_and_taken_away(page, sign_in, check_page, asha, month):
    typed_put_right_and_taken_away(page, sign_in, check_page, month)


def test_leavers_are_typed_put_right_and_taken_away_without_a_script(plain_page, sign_in, asha, month):
    typed_put_right_and_taken_away(plain_page, sign_in, lambda *_: None, month)
