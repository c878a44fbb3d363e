"""What a portal of this kind has no use for stands nowhere in it: run text, trust shapes of strangers, weak hashes."""

import ast
import re
from functools import cache

import pytest

from tests.test_house import APPS, ROOT, source_files

DEMONSTRATION = "mou_portal/demonstration/"
# Those who speak to another machine by themselves; all else goes through Django's mail, the database and the broker.
SPEAKING = {"mou_portal/alive.py", "mou_portal/demo/processes.py", "authorities/single_sign_on/issuers.py"}
NETWORK = ("requests", "urllib.request", "http.client", "smtplib", "socket", "ftplib", "httpx", "aiohttp")
EMBEDDED = "mou_portal/embedded/"
# Statements about tables, roles and functions of ours: their names cannot be sent as values.
OUR_NAMES = {"authorities/wall/raising.py", "compliance/one_proposal.py", "placements/actions/rekeying.py"}
SCRIPTS = [ROOT / "mou_portal" / "static" / "js" / name for name in ("portal.js", "passkey.js")]


@cache
def trees():
    """Each source file of the product as what it says, by its name."""
    files = [path for path in source_files() if path.relative_to(ROOT).parts[0] in APPS]
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text()) for path in files}


@cache
def nodes():
    """Each piece of the product's code, with the file it stands in."""
    return [(name, node) for name, tree in trees().items() for node in ast.walk(tree)]


def dotted(function):
    """`a.b.c` as it is written; what stands before a call or an index is left out."""
    parts = []
    while isinstance(function, ast.Attribute):
        parts.append(function.attr)
        function = function.value
    return ".".join(reversed([*parts, function.id if isinstance(function, ast.Name) else ""]))


@cache
def called():
    """Each call in the product: its file, its name with dots, and the call."""
    return [(name, dotted(node.func), node) for name, node in nodes() if isinstance(node, ast.Call)]


@cache
def imported():
    """Each name that is imported from elsewhere, with the file that does it."""
    plain = [(name, one.name) for name, node in nodes() if isinstance(node, ast.Import) for one in node.names]
    chosen = [(name, node) for name, node in nodes() if isinstance(node, ast.ImportFrom) and not node.level]
    return plain + [(name, f"{node.module}.{one.name}") for name, node in chosen for one in node.names]


def test_no_text_is_run_as_code():
    running = {"eval", "exec", "compile", "__import__", "Template", "template.Template", "from_string"}

    assert [(file, name) for file, name, _ in called() if name in running or name.endswith(".from_string")] == []


def test_no_command_goes_through_a_shell():
    shells = {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"}
    through = [
        (file, name)
        for file, name, call in called()
        if name in shells or any(each.arg == "shell" for each in call.keywords)
    ]

    assert through == []


def test_nothing_is_read_in_a_way_that_could_make_any_object():
    readers = {"pickle", "marshal", "shelve", "dill", "yaml", "xmlrpc", "jsonpickle"}

    assert [(file, name) for file, name in imported() if name.split(".")[0] in readers] == []


def test_xml_is_read_by_the_bare_parser_alone():
    readers = ("xml.", "lxml", "defusedxml", "bs4")

    assert {name for _, name in imported() if name.startswith(readers)} == {"xml.parsers.expat"}


def test_no_query_is_put_together_from_text_of_others():
    raw = ("RawSQL", ".extra", "Query.raw_sql")
    by_text = [(file, name) for file, name, _ in called() if name.endswith(raw)]
    joined = [
        (file, ast.unparse(call.args[0]))
        for file, name, call in called()
        if name.endswith((".execute", ".raw")) and call.args and isinstance(call.args[0], ast.JoinedStr)
    ]

    assert by_text == []
    assert {file for file, _ in joined if "/migrations/" not in file} <= OUR_NAMES, joined


def test_hashes_are_strong():
    weak = {"hashlib.md5", "hashlib.sha1", "hashlib.new"}

    assert [(file, name) for file, name, _ in called() if name in weak] == []


def test_chance_that_nobody_may_guess_comes_from_the_system():
    guessable = {file for file, name in imported() if name.split(".")[0] == "random"}

    assert {file for file in guessable if not file.startswith(DEMONSTRATION)} == set()


def test_only_these_files_speak_to_other_machines():
    speaking = {file for file, name in imported() if name.startswith(NETWORK) and not name.endswith("Exception")}
    speaking |= {file for file, name, _ in called() if name.endswith("PyJWKClient")}

    assert {file for file in speaking if not file.startswith(EMBEDDED)} <= SPEAKING


def test_text_becomes_markup_only_where_it_stands_in_the_code():
    marked = [(file, call) for file, name, call in called() if name.endswith(("mark_safe", "SafeString"))]
    templates = sorted((ROOT / "templates").rglob("*.html"))

    assert [ast.unparse(call) for _, call in marked if not isinstance(call.args[0], ast.Constant)] == []
    assert [file.name for file in templates if re.search(r"\|\s*safe\b|autoescape off", file.read_text())] == []


def test_no_form_and_no_serializer_takes_whatever_fields_there_are():
    assigned = [(file, node) for file, node in nodes() if isinstance(node, ast.Assign)]
    everything = [
        (file, node.lineno)
        for file, node in assigned
        if dotted(node.targets[0]) in ("fields", "exclude") and getattr(node.value, "value", "") == "__all__"
    ]

    assert everything == []


def test_only_browsers_and_mail_programs_post_without_a_token():
    # A browser reports what it was forbidden; a mail program stops its own reader's daily e-mail, by a signed address.
    assert {file for file, name in imported() if name.endswith("csrf_exempt")} == {
        "authorities/pages/stop_daily_email.py",
        "mou_portal/browser_reports.py",
    }


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_our_scripts_make_no_markup_run_no_text_and_keep_nothing(script):
    text = script.read_text()
    never = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout\(\s*[\"'`]|"
        r"localStorage|sessionStorage|indexedDB|document\.cookie|postMessage|__proto__|Object\.assign|\]\s*=[^=]"
    )

    assert re.findall(never, text) == []
