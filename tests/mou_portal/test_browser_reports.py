"""What browsers report goes to the log: little of it, from anybody, and never what may be personal."""

import json

import pytest

PAGE = "/browser-reports/"
OLD = {
    "csp-report": {
        "violated-directive": "script-src",
        "blocked-uri": "https://evil.example/x.js?name=Wanda",
        "document-uri": "https://portal.example.org/placements/?q=SW123456",
        "script-sample": "Wanda",
    }
}
NEW = [{"type": "csp-violation", "body": {"effectiveDirective": "img-src", "blockedURL": "inline", "lineNumber": 7}}]


@pytest.fixture(autouse=True)
def _with_a_database(db):
    """What was sent is counted in it."""


def send(client, report, kind="application/csp-report"):
    body = report if isinstance(report, str) else json.dumps(report)
    return client.post(PAGE, body, content_type=kind).status_code


def test_a_report_is_written_to_the_log_without_what_may_be_personal(client, caplog):
    assert send(client, OLD) == 204

    assert "script-src" in caplog.text
    assert "https://evil.example/x.js" in caplog.text
    assert "Wanda" not in caplog.text
    assert "SW123456" not in caplog.text


def test_the_newer_kind_of_report_is_read_too(client, caplog):
    assert send(client, NEW, "application/reports+json") == 204

    assert '"directive": "img-src"' in caplog.text
    assert '"line": "7"' in caplog.text


def test_one_report_is_one_line_of_the_log(client, caplog):
    send(client, {"csp-report": {"blocked-uri": 'x\n{"level": "forged"}'}})

    assert "\n{" not in caplog.records[0].getMessage()


@pytest.mark.parametrize("report", ["{", "[", "5", "[5]", "null", "{}", '{"csp-report": 5}', "[" * 5000])
def test_what_is_no_report_is_refused_and_not_logged(client, caplog, report):
    assert send(client, report) == 400
    assert "reports what" not in caplog.text


def test_another_kind_of_content_is_refused(client):
    assert client.post(PAGE, {"a": "b"}).status_code == 415


def test_a_long_report_is_not_read(client):
    assert send(client, json.dumps(OLD) + " " * 16_384) == 413


def test_one_address_is_heard_only_so_often(client):
    heard = [send(client, OLD) for _ in range(21)]

    assert heard == [204] * 20 + [429]
    assert (
        client.post(PAGE, json.dumps(OLD), content_type="application/json", REMOTE_ADDR="203.0.113.7").status_code
        == 204
    )


def test_all_addresses_together_are_heard_only_so_often(client, monkeypatch):
    monkeypatch.setattr("mou_portal.browser_reports.MOST_A_MINUTE", {"one": 20, "all": 2})
    heard = [
        client.post(PAGE, json.dumps(OLD), content_type="application/json", REMOTE_ADDR=f"203.0.113.{n}").status_code
        for n in range(3)
    ]

    assert heard == [204, 204, 429]


def test_only_sending_is_possible(client):
    assert client.get(PAGE).status_code == 405
