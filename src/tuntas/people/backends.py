"""What sign-in (django-allauth) asks of us: names, the language of letters, secrets kept encrypted."""

import base64
import hashlib
import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language, gettext, override

from tuntas.kernel.acts import record
from tuntas.kernel.clock import now

log = logging.getLogger(__name__)


def speak(response: Any, language: str) -> None:
    """Let the browser remember the language, as the switch in the header does."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=60 * 60 * 24 * 365,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )


class AccountAdapter(DefaultAccountAdapter):
    """Accounts as this house keeps them."""

    def save_user(self, request: Any, user: Any, form: Any, commit: bool = True) -> Any:
        """A new account with the name typed and the language of the page it was typed on."""
        user.name = form.cleaned_data["name"]
        user.language = "en" if (get_language() or "id").startswith("en") else "id"
        with transaction.atomic():
            user = super().save_user(request, user, form, commit)
            record(act="people.registered", subject=user, by=user, now=now())
        return user

    def set_password(self, user: Any, password: str) -> None:
        with transaction.atomic():
            super().set_password(user, password)
            record(act="people.password_changed", subject=user, by=user, now=now())

    def post_login(self, request: Any, user: Any, **details: Any) -> Any:
        """Into the house, in the person's language."""
        response = super().post_login(request, user, **details)
        speak(response, user.language)
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Letters are written in the language of whoever reads them; a stranger gets that of the page."""
        known = get_user_model().objects.filter(email__iexact=email).values_list("language", flat=True).first()
        if known is None and context.get("user") is not None:
            known = getattr(context["user"], "language", None)
        try:
            with override(known or get_language()):
                super().send_mail(template_prefix, email, {"address": settings.PUBLIC_ADDRESS, **context})
        except (OSError, SMTPException):  # the account or password is saved; only the letter is missing
            log.exception("a letter (%s) did not go out", template_prefix)
            messages.error(self.request, gettext("The letter could not be sent just now. Try again in a few minutes."))

    def get_password_change_redirect_url(self, request: Any) -> str:
        return reverse("people:me")


class MfaAdapter(DefaultMFAAdapter):
    """Second factors: named after the site, their secrets encrypted with the installation's secret."""

    def _box(self) -> MultiFernet:
        secrets = [str(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
        digests = (hashlib.sha256(b"tuntas.people.mfa" + secret.encode()).digest() for secret in secrets)
        return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])

    def encrypt(self, text: str) -> str:
        return self._box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._box().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """“Passkey 1”, “Passkey 2”: what is offered as a name for a new key."""
        from_one = user.authenticator_set.filter(type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": from_one}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Tuntas"}
