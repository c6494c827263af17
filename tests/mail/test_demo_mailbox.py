import pytest

from portal.mail.dispatcher import Dispatcher
from portal.mail.models import DemoMail
from portal.mail.transports import DemoMailbox
from tests.factories.mail import OutgoingMessageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.mail.mailbox_urls")]


@pytest.fixture
def demo(settings):
    settings.DEMO = True


@pytest.fixture
def demo_mail(demo):
    """One mail that was "sent" to the demonstration's mailbox."""
    OutgoingMessageFactory(params={"word": "<b>Dag</b> https://example.org/x"}, to="school@scholen.wegwijs.example")
    Dispatcher(transport=DemoMailbox()).drain()
    return DemoMail.objects.get()


def test_the_mailbox_lists_who_gets_what(client, demo_mail):
    page = client.get("/demo/mailbox/", HTTP_HOST="localhost")
    assert (page.status_code, page.headers["Cache-Control"]) == (
        200,
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
    link = f'<a class="row__link" href="/demo/mailbox/{demo_mail.pk}/">'
    assert f"{link}&lt;b&gt;Dag&lt;/b&gt; https://example.org/x!</a>" in page.text
    assert "school@scholen.wegwijs.example" in page.text


def test_a_mail_shows_its_text_escaped_its_links_and_its_attachment(client, demo_mail):
    page = client.get(f"/demo/mailbox/{demo_mail.pk}/", HTTP_HOST="localhost").text
    assert "<b>Dag" not in page
    assert "&lt;b&gt;Dag&lt;/b&gt;" in page
    assert 'href="https://example.org/x' in page
    assert f'<a href="/demo/mailbox/{demo_mail.pk}/bijlage/0/">les.ics</a>' in page


def test_the_version_with_markup_may_do_nothing(client, demo_mail):
    page = client.get(f"/demo/mailbox/{demo_mail.pk}/opmaak/", HTTP_HOST="localhost")
    policy = dict(part.partition(" ")[::2] for part in page.headers["Content-Security-Policy"].split("; "))
    assert (policy["sandbox"], policy["default-src"], policy["frame-ancestors"]) == ("", "'none'", "'self'")
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_an_attachment_is_a_download(client, demo_mail):
    file = client.get(f"/demo/mailbox/{demo_mail.pk}/bijlage/0/", HTTP_HOST="localhost")
    assert (file.content, file.headers["Content-Type"]) == (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar")
    assert file.headers["Content-Disposition"] == 'attachment; filename="les.ics"'
    assert client.get(f"/demo/mailbox/{demo_mail.pk}/bijlage/1/", HTTP_HOST="localhost").status_code == 404


def test_a_mail_sent_twice_stands_in_the_mailbox_once(demo_mail):
    again = OutgoingMessageFactory.build(message_id=demo_mail.message_id)
    from portal.mail import rendering

    DemoMailbox().send(rendering.render(again), to=again.to)
    assert DemoMail.objects.count() == 1


@pytest.mark.parametrize(
    "visitor",
    [
        {"REMOTE_ADDR": "192.168.1.5"},
        {"HTTP_HOST": "testserver"},
        {"HTTP_X_FORWARDED_FOR": "192.168.1.5"},
    ],
)
def test_nobody_reads_the_mailbox_from_elsewhere(client, demo_mail, visitor):
    local = {"HTTP_HOST": "localhost:8000", "REMOTE_ADDR": "127.0.0.1"}
    assert client.get("/demo/mailbox/", **local).status_code == 200
    for path in ("", f"{demo_mail.pk}/", f"{demo_mail.pk}/bijlage/0/", f"{demo_mail.pk}/opmaak/"):
        assert client.get(f"/demo/mailbox/{path}", **{**local, **visitor}).status_code == 404


def test_outside_the_demonstration_there_is_no_mailbox(client, demo_mail, settings):
    settings.DEMO = False
    assert client.get("/demo/mailbox/", HTTP_HOST="localhost").status_code == 404
