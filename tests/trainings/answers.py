"""What a person fills in on the sign-up page."""

import time
import uuid

from django.core import signing
from django.urls import reverse

from trainings.forms import STARTED_SALT


def started(seconds_ago: float = 60) -> str:
    """The hidden stamp of a form that was shown a while ago."""
    return signing.dumps(time.time() - seconds_ago, salt=STARTED_SALT)


def answers(**changes) -> dict:
    """A complete form; None takes a field out."""
    filled = {
        "name": "Anna Vermeer",
        "email": "anna@school.example",
        "organisation": "Basisschool De Linde",
        "audience": "onderwijs",
        "key": str(uuid.uuid4()),
        "started": started(),
        "website": "",
    }
    return {name: value for name, value in {**filled, **changes}.items() if value is not None}


def sign_up_url(edition) -> str:
    return reverse("trainings:sign_up", args=[edition.pk])
