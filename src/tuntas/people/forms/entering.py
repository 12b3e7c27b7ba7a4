"""Allauth's forms in our words: labels instead of placeholders, help as plain sentences."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

NEW_PASSWORD = _("At least 10 characters. Several words in a row are easy to remember and hard to guess.")


class Plain:
    """Takes placeholders away (the label says it) and words the help of password fields."""

    fields: Any

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            kind = field.widget.attrs.get("autocomplete")
            if kind == "new-password":
                field.help_text = NEW_PASSWORD if name == "password1" else lazystr("")
            elif kind == "current-password":
                field.help_text = lazystr("")
            elif kind == "one-time-code":
                field.widget.attrs |= {"inputmode": "numeric", "autocapitalize": "off", "spellcheck": "false"}


class LoginForm(Plain, account.LoginForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["remember"].label = _("Stay signed in on this device for 12 hours")
        self.fields["remember"].help_text = _("Leave this empty on a shared computer.")


class SignupForm(Plain, account.SignupForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].help_text = _("Your work address, if you have one. We send a link to it.")


class AddEmailForm(Plain, account.AddEmailForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].label = _("New e-mail address")


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    pass


class SetPasswordForm(Plain, account.SetPasswordForm):
    pass


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    pass


class CodeForm(Plain, mfa.AuthenticateForm):
    pass


class CodeAgainForm(Plain, mfa.ReauthenticateForm):
    pass


class ActivateAppForm(Plain, totp.ActivateTOTPForm):
    pass


class PasskeyForm(Plain, webauthn.AddWebAuthnForm):
    """A passkey that can sign in alone is the rule; a key used only beside a password is the exception."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].help_text = _("For example the device it is on: “Office laptop”, “My phone”.")
        self.fields["name"].widget.attrs["maxlength"] = "60"
        self.fields["name"].required = False
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].label = _("Sign in with this passkey alone, without a password")
        self.fields["passwordless"].help_text = _("The device asks for your fingerprint, face or PIN.")


class RenamePasskeyForm(Plain, webauthn.EditWebAuthnForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].label = _("Name of this passkey")
